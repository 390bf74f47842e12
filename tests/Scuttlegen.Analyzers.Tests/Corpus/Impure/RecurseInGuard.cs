// SCUT2008: the guard walks up the chain of replies by recursion
public sealed record Reply(int Author, Reply? To);

public sealed record Thread(Reply? Last, bool Closed);

public sealed record Closing(int Author);

public static class ThreadReducer
{
    [Guard]
    public static bool TookPart(Thread state, Closing action) => Wrote(state.Last, action.Author); // here

    [Reducer]
    public static Thread Apply(Thread state, Closing action) => state with { Closed = true };

    private static bool Wrote(Reply? reply, int author) => reply is not null && (reply.Author == author || Wrote(reply.To, author));
}
