using Scuttlegen.Crdt;
using Scuttlegen.Wire;

namespace Scuttlegen.Testing.Tests;

/// <summary>Two greatest numbers, each for itself: a lawful CRDT, but for the one law that its flaw names.</summary>
public sealed class Peaks<TFlaw> : IDeltaCrdt<Peaks<TFlaw>, Peaks<TFlaw>>, ICborCodec<Peaks<TFlaw>>
    where TFlaw : IFlaw
{
    private const uint Limit = 15;

    private uint _second;

    public Peaks(uint first, uint second) => (First, _second) = (first, second);

    public static Peaks<TFlaw> Empty { get; } = new(0, TFlaw.Law is CrdtLaw.Identity ? 1u : 0u);

    public uint First { get; }

    public Mutation<Peaks<TFlaw>, Peaks<TFlaw>> RaiseFirst(uint to)
    {
        var raised = new Peaks<TFlaw>(Math.Max(First, to), _second);
        return new(raised, raised);
    }

    public Mutation<Peaks<TFlaw>, Peaks<TFlaw>> RaiseSecond(uint to)
    {
        var raised = new Peaks<TFlaw>(First, TFlaw.Law is CrdtLaw.Inflation ? to : Math.Max(_second, to));
        return new(raised, TFlaw.Law is CrdtLaw.DeltaEffect ? Empty : raised);
    }

    public Peaks<TFlaw> Merge(Peaks<TFlaw> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var second = TFlaw.Law switch
        {
            CrdtLaw.Totality when _second != other._second => throw new NotSupportedException("These differ."),
            CrdtLaw.Commutativity => _second == 0 ? other._second : _second,
            CrdtLaw.Associativity => _second == 0 || other._second == 0 ? Math.Max(_second, other._second) : (_second + other._second) / 2,
            CrdtLaw.Idempotence => Math.Min(_second + other._second, Limit),
            _ => Math.Max(_second, other._second),
        };
        if (TFlaw.Law is CrdtLaw.Immutability && !ReferenceEquals(this, Empty)) _second = second;
        return new Peaks<TFlaw>(Math.Max(First, other.First), second);
    }

    public Peaks<TFlaw> MergeDelta(Peaks<TFlaw> delta) => Merge(delta);

    public bool IsSubsumedBy(Peaks<TFlaw> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return TFlaw.Law is CrdtLaw.Order ? First <= other.First : new Peaks<TFlaw>(First, _second).Merge(other).Equals(other);
    }

    public bool Equals(Peaks<TFlaw>? other) => other is not null && First == other.First && (TFlaw.Law is CrdtLaw.Equality || _second == other._second);

    public override bool Equals(object? obj) => Equals(obj as Peaks<TFlaw>);

    public override int GetHashCode() => First.GetHashCode();

    public override string ToString() => $"{First}/{_second}";

    public static int GetMaxSize(Peaks<TFlaw> value) => TFlaw.Law is CrdtLaw.SizeBound ? 3 : 12;

    public static void Write(ref CborWriter writer, Peaks<TFlaw> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteArrayHeader(2);
        writer.WriteUInt32(value.First);
        writer.WriteArrayHeader(1);
        writer.WriteUInt32(value._second);
    }

    public static Peaks<TFlaw> Read(ref CborReader reader)
    {
        reader.ReadArrayHeader(2);
        if (TFlaw.Law is not CrdtLaw.Nesting) reader.Enter();
        var first = reader.ReadUInt32();
        reader.ReadArrayHeader(1);
        var second = reader.ReadUInt32();
        if (TFlaw.Law is not CrdtLaw.Nesting) reader.Leave();
        if (TFlaw.Law is CrdtLaw.Refusal && second > Limit) throw new ArgumentOutOfRangeException(nameof(reader), "Too high.");
        return new Peaks<TFlaw>(first, TFlaw.Law switch
        {
            CrdtLaw.RoundTrip => second ^ 1,
            CrdtLaw.CanonicalBytes => Math.Min(second, Limit),
            _ => second,
        });
    }
}
