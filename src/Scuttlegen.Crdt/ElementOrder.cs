using Scuttlegen.Crdt.Collections;

namespace Scuttlegen.Crdt;

/// <summary>What values are to each other, as their codec says.</summary>
internal readonly struct ElementOrder<T>(ValueCodec<T> codec) : IKeyHash<T, ElementOrder<T>>
{
    public static ElementOrder<T> Current => new(ValueCodec<T>.Default);

    /// <summary>References and numbers are small; of other value types one has many bytes.</summary>
    public static int BlockSize => !typeof(T).IsValueType || typeof(T).IsPrimitive || typeof(T).IsEnum ? 32 : 12;

    public int Compare(T? x, T? y) => codec.Compare(x, y);

    public bool AreEqual(T x, T y) => codec.AreEqual(x, y);

    public ulong Hash(T key) => codec.Hash(key);
}
