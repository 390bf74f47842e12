// silent: a lambda that calls itself, but halves a number, or counts its levels against a limit
public sealed record Reply(string Text, Reply? Next);

public sealed record Talk(Reply? First, int Words);

public sealed record Said(int Number);

public static class TalkReducer
{
    [Reducer]
    public static Talk Apply(Talk state, Said action)
    {
        Func<int, int> bits = null!;
        bits = number => number <= 1 ? number : (number % 2) + bits(number / 2);
        Func<Reply?, int, int> words = null!;
        words = (reply, depth) => reply is null || depth > 20 ? 0 : reply.Text.Length + words(reply.Next, depth + 1);
        return state with { Words = bits(action.Number) + words(state.First, 0) };
    }
}
