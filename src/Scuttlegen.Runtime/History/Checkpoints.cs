using System.Runtime.InteropServices;

namespace Scuttlegen;

/// <summary>
/// States at some positions of the log, dense near the head and ever sparser behind it: O(log n) of them, and a rewind by d
/// updates finds one at most max(interval, d/4) further back.
/// </summary>
/// <param name="initialState">The state before all updates.</param>
/// <param name="interval">The least distance between two, in updates.</param>
internal sealed class Checkpoints<TState>(TState initialState, int interval)
{
    public const int DefaultInterval = 64;

    private const int Density = 4;

    private readonly List<Checkpoint<TState>> _kept = [new(0, initialState)];

    /// <summary>The checkpoints, oldest first; the first is the initial state before all updates.</summary>
    public ReadOnlySpan<Checkpoint<TState>> Kept => CollectionsMarshal.AsSpan(_kept);

    /// <summary>Where the next one is due when the log has or will have <paramref name="head"/> entries.</summary>
    public int NextPosition(int head)
    {
        var last = _kept[^1].Position;
        return last + Math.Max(interval, (head - last) / (Density + 1));
    }

    /// <summary>Forgets those after <paramref name="position"/>: what they summed up has changed.</summary>
    public void Truncate(int position)
    {
        while (_kept[^1].Position > position) _kept.RemoveAt(_kept.Count - 1);
    }

    /// <summary>Puts <paramref name="changed"/> in the place of all from the <paramref name="first"/>-th on.</summary>
    public void Replace(int first, ReadOnlySpan<Checkpoint<TState>> changed)
    {
        _kept.RemoveRange(first, _kept.Count - first);
        _kept.AddRange(changed);
    }

    /// <summary>Keeps the state after <paramref name="position"/> entries, and drops those that have become too dense.</summary>
    /// <param name="position">A position beyond every kept one.</param>
    /// <param name="state">The state there.</param>
    /// <param name="head">How many entries the log has, or will have when the replay under way is through.</param>
    public void Add(int position, TState state, int head)
    {
        _kept.Add(new Checkpoint<TState>(position, state));
        Thin(head);
    }

    /// <summary>Drops those that are closer to their neighbours than their distance from the head asks for.</summary>
    public void Thin(int head)
    {
        var write = 1;
        for (var read = 1; read < _kept.Count; read++)
        {
            var isNeeded = read == _kept.Count - 1 || _kept[read + 1].Position - _kept[write - 1].Position > AllowedGap(head - _kept[read + 1].Position);
            if (isNeeded) _kept[write++] = _kept[read];
        }

        _kept.RemoveRange(write, _kept.Count - write);
    }

    /// <summary>How far apart two neighbours may be, the later of which is <paramref name="distance"/> from the head.</summary>
    public int AllowedGap(int distance) => Math.Max(interval, distance / Density);
}

/// <summary>The state after the first <paramref name="Position"/> entries of the log.</summary>
internal readonly record struct Checkpoint<TState>(int Position, TState State);
