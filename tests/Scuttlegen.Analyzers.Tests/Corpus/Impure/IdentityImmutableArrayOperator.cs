// SCUT1012: ImmutableArray == compares the underlying arrays by reference
using System.Collections.Immutable;

public sealed record Sketch(ImmutableArray<byte> Pixels, uint Edits);
public sealed record Painted(ImmutableArray<byte> Pixels);

public static class SketchReducers
{
    [Reducer]
    public static Sketch Apply(Sketch state, Painted action) => state.Pixels == action.Pixels ? state : new Sketch(action.Pixels, state.Edits + 1); // here
}
