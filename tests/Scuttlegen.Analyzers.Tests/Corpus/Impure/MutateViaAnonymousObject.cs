// SCUT2002, SCUT4002: an anonymous object carries the state's list to where it is changed
public sealed record Wiki(List<string> Pages, int Edits); // here

public sealed record PageAdded(string Page);

public static class WikiReducer
{
    [Reducer]
    public static Wiki Apply(Wiki state, PageAdded action)
    {
        var edit = new { state.Pages, Edits = state.Edits + 1 };
        edit.Pages.Add(action.Page); // here
        return state with { Edits = edit.Edits };
    }
}
