// SCUT1015: GC.AllocateUninitializedArray is not zeroed
using System.Collections.Immutable;

public sealed record Buffer(ImmutableArray<byte> Bytes);
public sealed record Grown(int Size);

public static class BufferReducers
{
    [Reducer]
    public static Buffer Apply(Buffer state, Grown action)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(action.Size); // here
        return new Buffer([.. bytes]);
    }
}
