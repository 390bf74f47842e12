// SCUT1005: a checksum folded in nint wraps at 32 bits on 32-bit processes
public sealed record Checksum(long Value);
public sealed record Chunk(string Data);

public static class Folding
{
    public static long Fold(string data)
    {
        nint hash = 17;
        foreach (var c in data)
            hash = unchecked(hash * 31 + c);
        return hash;
    }
}

public static class ChecksumReducers
{
    [Reducer]
    public static Checksum Apply(Checksum state, Chunk action) => new(Folding.Fold(action.Data)); // here
}
