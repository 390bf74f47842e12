namespace Scuttlegen.Crdt.Sequences;

/// <summary>A source that made elements, once per sequence: a reference of 8 bytes where a source has 40.</summary>
internal sealed class Author(Source source)
{
    public Source Source { get; } = source;

    public static bool AreSame(Author? left, Author? right) =>
        ReferenceEquals(left, right) || (left is not null && right is not null && left.Source == right.Source);
}
