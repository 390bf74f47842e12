// SCUT1007: string.GetHashCode(ReadOnlySpan<char>) is seeded as well
public sealed record Fingerprint(int Value);
public sealed record Pressed(string Keys);

public static class FingerprintReducers
{
    [Reducer]
    public static Fingerprint Apply(Fingerprint state, Pressed action) => new(string.GetHashCode(action.Keys.AsSpan(0, Math.Min(4, action.Keys.Length)))); // here
}
