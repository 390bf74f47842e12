namespace Scuttlegen.Crdt.Causality;

/// <summary>A source that made dots, once per value: a reference of 8 bytes where a source has 40. Values that merged can have several of one source.</summary>
internal sealed class Author(Source source) : IComparable<Author>
{
    public Source Source { get; } = source;

    public static bool AreSame(Author? left, Author? right) =>
        ReferenceEquals(left, right) || (left is not null && right is not null && left.Source == right.Source);

    public int CompareTo(Author? other) => ReferenceEquals(this, other) ? 0 : Source.CompareTo(other!.Source);
}
