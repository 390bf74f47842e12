// silent: of two that are one, the short cut says what comparing their parts would say
public sealed class Author(Guid source, int rank)
{
    public Guid Source { get; } = source;

    public int Rank { get; } = rank;

    public static bool AreSame(Author? left, Author? right) => ReferenceEquals(left, right) || (left is not null && right is not null && left.Source == right.Source);

    public static bool Differ(Author left, Author right) => !ReferenceEquals(left, right) && (left.Source != right.Source || left.Rank != right.Rank);

    public static int Compare(Author left, Author right)
    {
        if (ReferenceEquals(left, right)) return 0;
        if (left.Rank == 0 || right.Rank == 0) return (left.Rank == 0 ? 0 : 1) - (right.Rank == 0 ? 0 : 1);
        var order = left.Rank.CompareTo(right.Rank);
        if (order != 0) return order;
        order = left.Source.CompareTo(right.Source);
        return order;
    }
}

public readonly struct Dot(Author author, int number)
{
    public Author Author { get; } = author;

    public int Number { get; } = number;

    public int CompareTo(Dot other)
    {
        var order = ReferenceEquals(Author, other.Author) ? 0 : Author.Compare(Author, other.Author);
        return order != 0 ? order : Number - other.Number;
    }

    public static bool IsOf(Dot left, Dot right) => ReferenceEquals(left.Author, right.Author) || Author.AreSame(left.Author, right.Author);

    public static bool HaveSame(Guid[] left, Guid[] right) => ReferenceEquals(left, right) || left.AsSpan().SequenceEqual(right);
}

public sealed record Book(Author Author, Dot Last, bool IsNew);

public sealed record Signed(Author Author, int Number);

public static class BookReducer
{
    [Reducer]
    public static Book Apply(Book state, Signed action)
    {
        if (Author.AreSame(state.Author, action.Author) && !Author.Differ(state.Author, action.Author))
            return state;
        var dot = new Dot(action.Author, action.Number);
        return Author.Compare(state.Author, action.Author) > 0 || dot.CompareTo(state.Last) < 0 ? state : new(action.Author, dot, Dot.IsOf(dot, state.Last) || Dot.HaveSame([dot.Author.Source], [state.Author.Source]));
    }
}
