// SCUT1005: another algorithm where AVX2 is supported, with another result
using System.Runtime.Intrinsics.X86;

public sealed record Sketch(uint Hash);
public sealed record Sketched(uint Item);

public static class Mixing
{
    public static uint Mix(uint value) => Avx2.IsSupported ? value * 0x9E3779B1 : value * 0x85EBCA6B;
}

public static class SketchReducers
{
    [Reducer]
    public static Sketch Apply(Sketch state, Sketched action) => new(state.Hash ^ Mixing.Mix(action.Item)); // here
}
