// SCUT1013: how deep the count goes is up to the stack that a peer has.
using System.Runtime.CompilerServices;

public sealed record Reply(string Text, Reply? Next);

public sealed record Talk(Reply? First, int Words);

public sealed record Said(string Text);

public static class TalkReducer
{
    [Reducer]
    public static Talk Apply(Talk state, Said action) => state with { Words = Count(state.First, 0) }; // here

    private static int Count(Reply? reply, int depth)
    {
        if (reply is null || depth > 1000 || !RuntimeHelpers.TryEnsureSufficientExecutionStack()) return 0;
        return reply.Text.Length + Count(reply.Next, depth + 1);
    }
}
