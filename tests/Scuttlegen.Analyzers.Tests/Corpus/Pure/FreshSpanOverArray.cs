// silent: the span is a window on a fresh array
using System.Collections.Immutable;

public sealed record Strip(ImmutableArray<byte> Pixels);

public sealed record Painted(int Start, int Length, byte Colour);

public static class StripReducer
{
    [Reducer]
    public static Strip Apply(Strip state, Painted action)
    {
        var pixels = state.Pixels.ToArray();
        pixels.AsSpan(action.Start, action.Length).Fill(action.Colour);
        return new Strip(ImmutableArray.Create(pixels));
    }
}
