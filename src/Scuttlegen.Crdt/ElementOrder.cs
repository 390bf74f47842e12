using Scuttlegen.Crdt.Collections;

namespace Scuttlegen.Crdt;

/// <summary>The order of values that their codec gives.</summary>
internal readonly struct ElementOrder<T>(ValueCodec<T> codec) : IKeyOrder<T, ElementOrder<T>>
{
    public static ElementOrder<T> Current => new(ValueCodec<T>.Default);

    public int Compare(T? x, T? y) => codec.Compare(x, y);
}
