using System.ComponentModel;
using Scuttlegen.Runtime;

namespace Scuttlegen;

/// <summary>
/// What a reducer may know beyond state and action: the update it reduces, and random draws that are the same on every peer and
/// in every replay. Ask for it as the reducer's third parameter.
/// </summary>
/// <remarks>
/// <para>
/// Valid only until the reducer returns: the same instance serves the next invocation. Each invocation starts a fresh stream of
/// draws, seeded by the store, the update's source and sequence, and the reducer's stable name, so adding a draw to one reducer
/// changes no other.
/// </para>
/// <para>
/// The algorithm is frozen. The stream is xoshiro256** (D. Blackman, S. Vigna, "Scrambled Linear Pseudorandom Number Generators", 2021)
/// whose four 64-bit words of state are, little-endian, the SHA-256 of <c>"scuttlegen draws 1" ‖ store id (16 bytes) ‖ source (40 bytes) ‖
/// sequence (8 bytes, big-endian) ‖ reducer's stable name (UTF-8)</c>. Test vectors are in <c>docs/protocol.md</c>. The draws are
/// predictable to everyone who can read the log: do not use them for secrets.
/// </para>
/// </remarks>
public sealed class ReplayContext
{
    private readonly SourceTable _sources;
    private readonly StoreId _store;
    private ulong _time;
    private ulong _sequence;
    private long _wallClock;
    private int _source;
    private string _reducer = "";
    private bool _seeded;
    private DrawStream _draws;

    internal ReplayContext(StoreId store, SourceTable sources)
    {
        _store = store;
        _sources = sources;
    }

    /// <summary>
    /// The update's wall-clock time at its origin, in UTC, truncated to milliseconds. It is what the author claims: two peers' clocks may disagree, and it may
    /// run backwards from one update to the next. For order use <see cref="Stamp"/>.
    /// </summary>
    public DateTimeOffset Timestamp => DateTimeOffset.FromUnixTimeMilliseconds(_wallClock);

    /// <summary>The author of the update's feed.</summary>
    public Source Source => _sources[_source];

    /// <summary>The update's place in the one order that every peer agrees on.</summary>
    public Stamp Stamp => new(_time, Source);

    /// <summary>The update's place in its feed, from 1. With <see cref="Source"/> it names the update, and never changes. 0 for a local action, which is in no feed.</summary>
    public ulong Sequence => _sequence;

    /// <summary>Draws a version 4 UUID (RFC 9562 §5.4).</summary>
    public Guid NewGuid() => Draws().NextGuid();

    /// <summary>Draws an integer, each value equally likely.</summary>
    /// <param name="minValue">The smallest value that can be drawn.</param>
    /// <param name="maxValue">One more than the largest value that can be drawn.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxValue"/> is not greater than <paramref name="minValue"/>.</exception>
    public int Next(int minValue, int maxValue)
    {
        if (maxValue <= minValue)
            throw new ArgumentOutOfRangeException(nameof(maxValue), maxValue, $"maxValue must be greater than minValue ({minValue}).");
        return (int)(minValue + (long)Draws().NextBelow((ulong)((long)maxValue - minValue)));
    }

    /// <summary>Draws an integer from 0 up to, not including, <paramref name="maxValue"/>, each value equally likely.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxValue"/> is not positive.</exception>
    public int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxValue);
        return (int)Draws().NextBelow((ulong)maxValue);
    }

    /// <summary>Draws a non-negative integer below <see cref="int.MaxValue"/>, each value equally likely.</summary>
    public int Next() => Next(int.MaxValue);

    /// <summary>Draws an integer, each value equally likely.</summary>
    /// <param name="minValue">The smallest value that can be drawn.</param>
    /// <param name="maxValue">One more than the largest value that can be drawn.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxValue"/> is not greater than <paramref name="minValue"/>.</exception>
    public long NextInt64(long minValue, long maxValue)
    {
        if (maxValue <= minValue)
            throw new ArgumentOutOfRangeException(nameof(maxValue), maxValue, $"maxValue must be greater than minValue ({minValue}).");
        return unchecked(minValue + (long)Draws().NextBelow((ulong)maxValue - (ulong)minValue));
    }

    /// <summary>Draws an integer from 0 up to, not including, <paramref name="maxValue"/>, each value equally likely.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxValue"/> is not positive.</exception>
    public long NextInt64(long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxValue);
        return (long)Draws().NextBelow((ulong)maxValue);
    }

    /// <summary>Draws a non-negative integer below <see cref="long.MaxValue"/>, each value equally likely.</summary>
    public long NextInt64() => NextInt64(long.MaxValue);

    /// <summary>Draws 64 bits.</summary>
    public ulong NextUInt64() => Draws().NextUInt64();

    /// <summary>Draws a multiple of 2⁻⁵³ in [0, 1), each equally likely.</summary>
    public double NextDouble() => (Draws().NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Draws <see langword="true"/> or <see langword="false"/>, equally likely.</summary>
    public bool NextBoolean() => (Draws().NextUInt64() >> 63) != 0;

    /// <summary>Fills <paramref name="destination"/> with drawn bytes.</summary>
    public void NextBytes(Span<byte> destination) => Draws().NextBytes(destination);

    /// <summary>Puts <paramref name="items"/> in a drawn order (Fisher–Yates), each permutation equally likely.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        ref var draws = ref Draws();
        for (var last = items.Length - 1; last > 0; last--)
        {
            var other = (int)draws.NextBelow((ulong)last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    /// <summary>Called by generated code before each reducer that takes the context.</summary>
    /// <param name="entry">The update to be reduced.</param>
    /// <param name="reducer">The reducer's stable name.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Enter(in LogEntry entry, string reducer)
    {
        _time = entry.Time;
        _sequence = entry.Sequence;
        _wallClock = entry.WallClock;
        _source = entry.Source;
        _reducer = reducer;
        _seeded = false;
    }

    private ref DrawStream Draws()
    {
        if (!_seeded)
        {
            // A local action has no sequence. Its time tells it from others, and the top bit from every sequence.
            _draws = DrawStream.Create(_store, Source, _sequence > 0 ? _sequence : _time | (1UL << 63), _reducer);
            _seeded = true;
        }

        return ref _draws;
    }
}
