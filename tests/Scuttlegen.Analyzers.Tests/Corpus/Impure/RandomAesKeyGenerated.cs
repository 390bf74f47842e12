// SCUT1002: a fresh Aes instance makes itself a random key
using System.Collections.Immutable;
using System.Security.Cryptography;

public sealed record Vault(ImmutableArray<byte> Key);
public sealed record VaultMade(string Owner);

public static class Keys
{
    public static ImmutableArray<byte> Fresh()
    {
        using var aes = Aes.Create();
        return [.. aes.Key];
    }
}

public static class VaultReducers
{
    [Reducer]
    public static Vault Apply(Vault state, VaultMade action) => new(Keys.Fresh()); // here
}
