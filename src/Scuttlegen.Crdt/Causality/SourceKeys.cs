using System.IO.Hashing;
using Scuttlegen.Crdt.Collections;

namespace Scuttlegen.Crdt.Causality;

/// <summary>Sources as keys, in their own order.</summary>
internal readonly struct SourceKeys : IKeyHash<Source, SourceKeys>
{
    public static SourceKeys Current => default;

    /// <summary>Sources of 40 bytes and spans of 32.</summary>
    public static int BlockSize => 8;

    public int Compare(Source x, Source y) => x.CompareTo(y);

    public bool AreEqual(Source x, Source y) => x == y;

    public ulong Hash(Source key)
    {
        Span<byte> bytes = stackalloc byte[Source.Size];
        key.CopyTo(bytes);
        return XxHash3.HashToUInt64(bytes);
    }
}
