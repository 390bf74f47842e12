namespace Scuttlegen.Crdt;

/// <summary>The order of values that their codec gives.</summary>
internal readonly struct ElementOrder<T> : IComparer<T>
{
    public int Compare(T? x, T? y) => ValueCodec<T>.Default.Compare(x, y);
}
