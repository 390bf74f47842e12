// SCUT2002, SCUT4002: a delegate in a local variable removes from the state's list when called
public sealed record Shelf(List<int> Books); // here

public sealed record Borrowed(int Book, bool Really);

public static class ShelfReducer
{
    [Reducer]
    public static Shelf Apply(Shelf state, Borrowed action)
    {
        Func<int, bool> take = book => state.Books.Remove(book); // here
        return action.Really && take(action.Book) ? state with { } : state;
    }
}
