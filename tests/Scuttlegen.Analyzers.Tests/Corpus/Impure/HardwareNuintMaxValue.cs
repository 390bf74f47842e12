// SCUT1005: nuint.MaxValue as "no limit" is 2^32 − 1 in a 32-bit browser
public sealed record Quota(ulong Limit);
public sealed record QuotaLifted(string By);

public static class QuotaReducers
{
    [Reducer]
    public static Quota Apply(Quota state, QuotaLifted action) => new(nuint.MaxValue); // here
}
