using System.Runtime.CompilerServices;

namespace Scuttlegen.Wire;

public ref partial struct CborReader
{
    /// <summary>Reads numbers from a typed array (RFC 8746) of exactly their type, little-endian.</summary>
    /// <typeparam name="T">A number of 8 to 64 bits, but not <see cref="byte"/>: that is <see cref="ReadBytes"/>.</typeparam>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is another type.</exception>
    public T[] ReadTypedArray<T>()
        where T : unmanaged
    {
        var start = _position;
        if (ReadHead(CborMajorType.Tag) != TypedArrayTag.Of<T>()) ThrowOutOfRange(start, $"a typed array of tag {TypedArrayTag.Of<T>()}");
        RequireDepth(start);
        var bytes = ReadBytes();
        if (bytes.Length % Unsafe.SizeOf<T>() != 0) ThrowOutOfRange(start, $"a typed array of {Unsafe.SizeOf<T>()} bytes each");
        if (bytes.IsEmpty) return [];
        var values = GC.AllocateUninitializedArray<T>(bytes.Length / Unsafe.SizeOf<T>());
        LittleEndian.Read<T>(bytes, values);
        return values;
    }
}
