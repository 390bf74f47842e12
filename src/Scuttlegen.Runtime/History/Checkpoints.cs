using System.Numerics;

namespace Scuttlegen;

/// <summary>
/// States at some positions of the log, dense near the head and ever sparser behind it: O(log n) of them, and a rewind by d
/// updates finds one at most some d/4 further back.
/// </summary>
/// <remarks>
/// Positions are multiples of <see cref="Interval"/>. The j-th is kept while its distance from the head, in intervals, is at most
/// 4 · 2^(trailing zeros of j): a position divisible by a higher power of two lives longer, which needs no bookkeeping and gives the
/// same set however the log came about.
/// </remarks>
internal sealed class Checkpoints<TState>(TState initialState)
{
    public const int Interval = 64;

    private const int Density = 4;

    private readonly List<(int Position, TState State)> _kept = [(0, initialState)];

    public int Count => _kept.Count;

    /// <summary>The nearest checkpoint at or before <paramref name="position"/>.</summary>
    public (int Position, TState State) Nearest(int position)
    {
        for (var i = _kept.Count - 1; ; i--)
        {
            if (_kept[i].Position <= position) return _kept[i];
        }
    }

    /// <summary>Forgets those after <paramref name="position"/>: what they summed up has changed.</summary>
    public void Truncate(int position)
    {
        while (_kept[^1].Position > position) _kept.RemoveAt(_kept.Count - 1);
    }

    /// <summary>The next position after <paramref name="position"/> whose state will be kept once the log has <paramref name="head"/> entries; or <paramref name="head"/>.</summary>
    public static int NextPosition(int position, int head)
    {
        var last = head / Interval;
        for (var j = (position / Interval) + 1; j <= last; j++)
        {
            if (IsKept(j, last)) return j * Interval;
        }

        return head;
    }

    /// <summary>Keeps the state after <paramref name="position"/> entries, and drops those that have become too dense.</summary>
    /// <param name="position">A multiple of <see cref="Interval"/> beyond every kept one.</param>
    /// <param name="state">The state there.</param>
    /// <param name="head">How many entries the log has, or will have when the replay under way is through.</param>
    public void Add(int position, TState state, int head)
    {
        var last = head / Interval;
        var write = 1;
        for (var read = 1; read < _kept.Count; read++)
        {
            if (IsKept(_kept[read].Position / Interval, last)) _kept[write++] = _kept[read];
        }

        _kept.RemoveRange(write, _kept.Count - write);
        _kept.Add((position, state));
    }

    private static bool IsKept(int j, int last) => last - j <= (long)Density << BitOperations.TrailingZeroCount(j);
}
