using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>Values that have canonical bytes of their own, in the bytewise order of those.</summary>
internal sealed class CborValueCodec<T> : ValueCodec<T>
    where T : ICborCodec<T>
{
    private const int FewBytes = 256;
    private const int StackBytes = 4096;

    public override int GetMaxSize(T value) => T.GetMaxSize(value);

    public override void Write(ref CborWriter writer, T value) => T.Write(ref writer, value);

    public override T Read(ref CborReader reader) => T.Read(ref reader);

    public override int Compare(T? x, T? y)
    {
        if (!typeof(T).IsValueType && ReferenceEquals(x, y)) return 0;
        var leftSize = T.GetMaxSize(x!);
        var rightSize = T.GetMaxSize(y!);
        var size = checked(leftSize + rightSize);
        var buffer = size <= FewBytes ? stackalloc byte[FewBytes] : size <= StackBytes ? stackalloc byte[size] : new byte[size];
        var left = new CborWriter(buffer[..leftSize]);
        var right = new CborWriter(buffer.Slice(leftSize, rightSize));
        T.Write(ref left, x!);
        T.Write(ref right, y!);
        return left.Written.SequenceCompareTo(right.Written);
    }
}
