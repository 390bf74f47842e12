// silent: each turn asks first whether there is stack left; where there is none, the history halts, and no peer skips the update
using System.Runtime.CompilerServices;

public sealed record Reply(string Text, Reply? Next, Reply? Below);

public sealed record Talk(Reply? First, int Words);

public sealed record Said(string Text);

public static class TalkReducer
{
    [Reducer]
    public static Talk Apply(Talk state, Said action) => state with { First = new Reply(action.Text, state.First, null), Words = Count(state.First) };

    private static int Count(Reply? reply)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return reply is null ? 0 : reply.Text.Length + Count(reply.Next) + Inner(reply);
    }

    private static int Inner(Reply reply) => Count(reply.Below);
}
