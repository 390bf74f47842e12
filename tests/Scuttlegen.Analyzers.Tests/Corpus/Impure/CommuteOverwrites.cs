// SCUT5001: the last writer wins, so order matters
public sealed record Topic(string Text);

public sealed record TopicSet(string Text);

public static class TopicReducer
{
    [Reducer(Commutes = true)]
    public static Topic Apply(Topic state, TopicSet action) => state with { Text = action.Text }; // here
}
