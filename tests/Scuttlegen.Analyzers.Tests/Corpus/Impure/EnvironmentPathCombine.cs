// SCUT1005: Path.Combine uses the platform's separator
public sealed record Tree(string Root, string Current);
public sealed record Entered(string Folder);

public static class TreeReducers
{
    [Reducer]
    public static Tree Apply(Tree state, Entered action) => state with { Current = Path.Combine(state.Root, action.Folder) }; // here
}
