// SCUT1013: on a peer with a small stack the update does nothing; on the others it counts.
using System.Runtime.CompilerServices;

public sealed record Reply(string Text, Reply? Next);

public sealed record Talk(Reply? First, int Words);

public sealed record Said(string Text);

public static class TalkReducer
{
    [Reducer]
    public static Talk Apply(Talk state, Said action)
    {
        try
        {
            return state with { Words = Count(state.First) };
        }
        catch (InsufficientExecutionStackException) // here
        {
            return state;
        }
    }

    private static int Count(Reply? reply)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return reply is null ? 0 : reply.Text.Length + Count(reply.Next);
    }
}
