using System.Security.Cryptography;
using Scuttlegen.Runtime;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>SHA-256 over a state's canonical bytes (I8): equal on every peer that holds the same updates and runs the same code.</summary>
internal static class StateHash
{
    public static ChainHash Of<TState>(ReplayTable<TState> table, TState state)
    {
        using var buffer = new GrowingBuffer();
        var writer = new CborWriter(buffer);
        table.WriteState(state, ref writer);
        return new ChainHash(SHA256.HashData(writer.Written));
    }
}
