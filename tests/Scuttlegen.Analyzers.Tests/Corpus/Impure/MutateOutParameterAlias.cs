// SCUT2002, SCUT4002: the out parameter hands back a list of the state
public sealed record Sections(List<int> Left, List<int> Right); // here

public sealed record Dropped(int Item, bool ToLeft);

public static class Choosing
{
    public static void Pick(Sections sections, bool left, out List<int> side) => side = left ? sections.Left : sections.Right;
}

public static class SectionsReducer
{
    [Reducer]
    public static Sections Apply(Sections state, Dropped action)
    {
        Choosing.Pick(state, action.ToLeft, out var side);
        side.Add(action.Item); // here
        return state with { };
    }
}
