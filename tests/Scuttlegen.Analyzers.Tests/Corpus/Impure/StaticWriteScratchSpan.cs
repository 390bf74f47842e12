// SCUT2003: clears a static buffer through a span
public sealed record Message(int Length);

public sealed record Encoded(int Length);

public static class Buffers
{
    private static readonly byte[] Shared = new byte[256];

    public static int Prepare(int length)
    {
        Shared.AsSpan(0, Math.Min(length, Shared.Length)).Clear();
        return length;
    }
}

public static class MessageReducer
{
    [Reducer]
    public static Message Apply(Message state, Encoded action) => new(Buffers.Prepare(action.Length)); // here
}
