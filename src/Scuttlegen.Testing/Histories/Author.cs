using Scuttlegen.Crdt;
using Scuttlegen.Runtime;

namespace Scuttlegen.Testing;

/// <summary>Who makes a change in a random history: the names that a mutator asks for, as a reducer asks them of its <see cref="ReplayContext"/>.</summary>
public sealed class Author
{
    private ulong _sequence;
    private uint _dots;
    private int _noise;
    private object? _noted;

    internal Author(int number)
    {
        Number = number;
        Source = SourceOf(number);
    }

    /// <summary>Which replica it is, from 0.</summary>
    public int Number { get; }

    /// <summary>The author's own source.</summary>
    public Source Source { get; }

    /// <summary>The highest logical time that the author heard of.</summary>
    internal ulong Clock { get; set; }

    /// <summary>A new dot: the first, the second, … of this change. Dots of one author ascend, and skip sequences now and then, as those of updates that change something else.</summary>
    public Dot NextDot() => new(Source, _sequence, _dots++);

    /// <summary>A new stamp: later than every write that the author has heard of.</summary>
    public Stamp NextStamp() => new(++Clock, Source);

    /// <summary>
    /// What was observed now or, one time in three, what the author observed at an earlier change: an action is reduced where more may have arrived than its author had seen.
    /// </summary>
    /// <param name="observed">What the value's <c>Observe</c> returns now.</param>
    public TObserved Recall<TObserved>(TObserved observed)
        where TObserved : class => Recall(observed, _noise);

    internal TObserved Recall<TObserved>(TObserved observed, int noise)
        where TObserved : class
    {
        if (noise % 3 == 0 && _noted is TObserved noted) return noted;
        _noted = observed;
        return observed;
    }

    /// <summary>Begins a change.</summary>
    /// <param name="skipped">How many sequences were used for something else.</param>
    /// <param name="noise">Decides what is recalled.</param>
    internal void Begin(int skipped, int noise)
    {
        _sequence += 1 + (ulong)skipped;
        _dots = 0;
        _noise = noise;
    }

    /// <summary>The source of a replica: not in the order of the numbers, so that nothing can lean on it.</summary>
    internal static Source SourceOf(int number)
    {
        Span<byte> bytes = stackalloc byte[Scuttlegen.Source.Size];
        bytes.Clear();
        bytes[0] = (byte)(0xa0 ^ (number * 0x53));
        bytes[^1] = (byte)number;
        return new Source(bytes);
    }
}
