using System.Runtime.InteropServices;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

internal static class CborWriterExtensions
{
    /// <summary>Writes a byte string that lives on the caller's stack.</summary>
    public static void WriteStackBytes(this ref CborWriter writer, scoped ReadOnlySpan<byte> bytes)
    {
        // CborWriter.WriteBytes copies its argument but is not declared scoped, so the compiler must assume that the writer keeps it. It does not.
        writer.WriteBytes(MemoryMarshal.CreateReadOnlySpan(in MemoryMarshal.GetReference(bytes), bytes.Length));
    }
}
