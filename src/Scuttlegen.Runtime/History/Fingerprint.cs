using System.Security.Cryptography;
using Scuttlegen.Runtime;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>
/// SHA-256 over a store's contract and the versions of the code that reduces it, this library's included: peers with equal fingerprints must have equal states.
/// </summary>
internal static class Fingerprint
{
    public static ChainHash Of<TState>(ReplayTable<TState> table)
    {
        var size = 64 + (3 * table.Contract.Length) + (table.CodeVersions.Length * 17);
        var writer = new CborWriter(new byte[size]);
        writer.WriteArrayHeader(4);
        writer.WriteString("scuttlegen fingerprint 1");
        writer.WriteString(table.Contract);
        writer.WriteArrayHeader(table.CodeVersions.Length);
        foreach (var version in table.CodeVersions.Sort()) WriteGuid(ref writer, version);
        WriteGuid(ref writer, typeof(Fingerprint).Module.ModuleVersionId);
        return new ChainHash(SHA256.HashData(writer.Written));
    }

    private static void WriteGuid(ref CborWriter writer, Guid guid)
    {
        Span<byte> bytes = stackalloc byte[16];
        guid.TryWriteBytes(bytes, bigEndian: true, out _);
        writer.WriteBytes(bytes);
    }
}
