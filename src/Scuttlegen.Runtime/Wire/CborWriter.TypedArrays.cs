using System.Runtime.CompilerServices;

namespace Scuttlegen.Wire;

public ref partial struct CborWriter
{
    /// <summary>
    /// Writes numbers as a typed array (RFC 8746): a tag that says which, and a byte string of their bits, little-endian. Floats keep theirs, NaNs included.
    /// </summary>
    /// <typeparam name="T">A number of 8 to 64 bits, but not <see cref="byte"/>: that is <see cref="WriteBytes"/>.</typeparam>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is another type.</exception>
    public void WriteTypedArray<T>(scoped ReadOnlySpan<T> values)
        where T : unmanaged
    {
        WriteHead(CborMajorType.Tag, TypedArrayTag.Of<T>());
        var length = values.Length * Unsafe.SizeOf<T>();
        WriteHead(CborMajorType.ByteString, (uint)length);
        LittleEndian.Write(values, Take(length));
    }
}
