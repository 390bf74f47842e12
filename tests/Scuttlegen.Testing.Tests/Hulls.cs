using System.Collections.Immutable;
using Scuttlegen.Crdt;

namespace Scuttlegen.Testing.Tests;

/// <summary>
/// A set of small numbers whose deltas are ranges. Both are lawful lattices, and each delta has its effect; but two ranges merge to the one that spans both, and that holds numbers which nobody added. It has no codec.
/// </summary>
public sealed class Hulls(ImmutableSortedSet<int> numbers) : IDeltaCrdt<Hulls, Hulls.Range>
{
    public static Hulls Empty { get; } = new([]);

    private ImmutableSortedSet<int> Numbers { get; } = numbers;

    public Mutation<Hulls, Range> Add(int number) => new(new Hulls(Numbers.Add(number)), new Range(number, number));

    public Hulls Merge(Hulls other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new Hulls(Numbers.Union(other.Numbers));
    }

    public Hulls MergeDelta(Range delta)
    {
        ArgumentNullException.ThrowIfNull(delta);
        return delta.From > delta.To ? this : new Hulls(Numbers.Union(Enumerable.Range(delta.From, delta.To - delta.From + 1)));
    }

    public bool IsSubsumedBy(Hulls other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Numbers.IsSubsetOf(other.Numbers);
    }

    public bool Equals(Hulls? other) => other is not null && Numbers.SetEquals(other.Numbers);

    public override bool Equals(object? obj) => Equals(obj as Hulls);

    public override int GetHashCode() => Numbers.Count;

    public override string ToString() => $"{{{string.Join(' ', Numbers)}}}";

    public sealed record Range(int From, int To) : ICrdt<Range>
    {
        public static Range Empty { get; } = new(int.MaxValue, int.MinValue);

        public Range Merge(Range other)
        {
            ArgumentNullException.ThrowIfNull(other);
            return new Range(Math.Min(From, other.From), Math.Max(To, other.To));
        }

        public bool IsSubsumedBy(Range other) => Merge(other) == other;
    }
}
