// silent: exclusive or and integer maximum commute
using System.Collections.Immutable;

public sealed record Digest(ImmutableHashSet<uint> Parts, uint Xor, uint Max);
public sealed record PartCame(uint Part);

public static class DigestReducers
{
    [Reducer]
    public static Digest Apply(Digest state, PartCame action)
    {
        var parts = state.Parts.Add(action.Part);
        uint xor = 0;
        foreach (var part in parts)
            xor ^= part;
        return new Digest(parts, xor, parts.Max());
    }
}
