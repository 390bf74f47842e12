// SCUT2008: whether there is stack left is asked for long texts only, and not at all on the way round by the second method.
using System.Runtime.CompilerServices;

public sealed record Reply(string Text, Reply? Next, Reply? Below);

public sealed record Talk(Reply? First, int Words);

public sealed record Said(string Text);

public static class TalkReducer
{
    [Reducer]
    public static Talk Apply(Talk state, Said action) => state with { First = new Reply(action.Text, state.First, null), Words = Count(state.First) + Deep(state.First) }; // here

    private static int Count(Reply? reply)
    {
        if (reply is null) return 0;
        if (reply.Text.Length > 100) RuntimeHelpers.EnsureSufficientExecutionStack();
        return reply.Text.Length + Count(reply.Next);
    }

    private static int Deep(Reply? reply) => reply is null ? 0 : Guarded(reply) + Deep(reply.Below);

    private static int Guarded(Reply reply)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return Deep(reply.Next);
    }
}
