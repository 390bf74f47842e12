// SCUT5001: concatenation does not commute
public sealed record Story(string Text);

public sealed record Told(string Sentence);

public static class StoryReducer
{
    [Reducer(Commutes = true)]
    public static Story Apply(Story state, Told action) // here
    {
        return state with { Text = state.Text + action.Sentence };
    }
}
