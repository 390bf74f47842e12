// SCUT2008: a lambda that calls itself by the variable that holds it goes as deep as the list of replies
public sealed record Reply(string Text, Reply? Next);

public sealed record Talk(Reply? First, int Longest);

public sealed record Said(string Text);

public static class TalkReducer
{
    [Reducer]
    public static Talk Apply(Talk state, Said action)
    {
        Func<Reply?, int> longest = null!;
        longest = reply => reply is null ? 0 : Math.Max(reply.Text.Length, longest(reply.Next)); // here
        return new Talk(new Reply(action.Text, state.First), longest(state.First));
    }
}
