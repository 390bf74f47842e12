// SCUT2002: the verifier sorts the action's ids to check that they are unique
public sealed record Merged(int[] Ids);

public sealed record Branches(int Count);

public static class BranchesReducer
{
    [Verifier]
    public static bool Check(Merged action, Update update)
    {
        Array.Sort(action.Ids); // here
        for (var i = 1; i < action.Ids.Length; i++)
        {
            if (action.Ids[i] == action.Ids[i - 1])
                return false;
        }

        return true;
    }

    [Reducer]
    public static Branches Apply(Branches state, Merged action) => new(state.Count - action.Ids.Length + 1);
}
