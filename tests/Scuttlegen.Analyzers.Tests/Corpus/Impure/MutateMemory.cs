// SCUT2002: writes through the action's Memory
public sealed record Blob(int Length);

public sealed record Uploaded(Memory<byte> Bytes);

public static class BlobReducer
{
    [Reducer]
    public static Blob Apply(Blob state, Uploaded action)
    {
        action.Bytes.Span[0] = 0; // here
        return new Blob(state.Length + action.Bytes.Length);
    }
}
