// SCUT1005: BitConverter.GetBytes follows the machine's byte order
using System.Collections.Immutable;

public sealed record Frame(ImmutableArray<byte> Bytes);
public sealed record Sized(int Length);

public static class FrameReducers
{
    [Reducer]
    public static Frame Apply(Frame state, Sized action) => new([.. BitConverter.GetBytes(action.Length)]); // here
}
