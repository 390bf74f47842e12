// SCUT1012: where the two are one, a trace is missing that the comparison leaves
public sealed class Item(int code)
{
    public int Code { get; } = code;

    public static bool AreSame(Item left, Item right, List<int> compared)
    {
        if (ReferenceEquals(left, right)) return true;
        compared.Add(left.Code);
        return left.Code == right.Code;
    }
}

public sealed record Shelf(Item Item, int Compared);

public sealed record Stocked(Item Item);

public static class ShelfReducer
{
    [Reducer]
    public static Shelf Apply(Shelf state, Stocked action)
    {
        var compared = new List<int>();
        var isSame = Item.AreSame(state.Item, action.Item, compared); // here
        return new(isSame ? state.Item : action.Item, compared.Count);
    }
}
