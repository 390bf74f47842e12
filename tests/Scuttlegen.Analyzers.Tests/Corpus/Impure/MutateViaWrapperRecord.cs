// SCUT2002, SCUT4002: a fresh wrapper holds the state's list, and the list is added to through it
public sealed record Journal(List<string> Entries); // here

public sealed record Noted(string Text);

public sealed record Draft(List<string> Target, string Text)
{
    public void Commit() => Target.Add(Text);
}

public static class JournalReducer
{
    [Reducer]
    public static Journal Apply(Journal state, Noted action)
    {
        var draft = new Draft(state.Entries, action.Text);
        draft.Commit(); // here
        return state with { };
    }
}
