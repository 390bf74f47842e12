namespace Scuttlegen.Crdt.Sequences;

/// <summary>
/// What is known of a run of elements: that they were inserted, where, and what they hold; or only that they were deleted, if the deletion came first.
/// </summary>
/// <remarks>
/// Each element but the first is the right child of the one before it, with the same right origin. So the first element's place in the Fugue tree tells the places of all.
/// </remarks>
internal sealed class Piece<TSlice>
    where TSlice : struct, ISlice<TSlice>
{
    private readonly Kind _kind;

    private Piece(Id first, int count, Kind kind, Id left, Id right, TSlice content)
    {
        First = first;
        Count = count;
        _kind = kind;
        Left = left;
        Right = right;
        Content = content;
    }

    private enum Kind : byte
    {
        Unplaced,
        LeftChild,
        RightChild,
    }

    public Id First { get; }

    public int Count { get; }

    /// <summary>
    /// The first element's nearest ancestor that lies before it: of a right child the parent, of a left child that of its parent. None is the start. Of left children it is known once they are integrated.
    /// </summary>
    public Id Left { get; }

    /// <summary>The right origin, of a left child its parent. None is the end.</summary>
    public Id Right { get; }

    public TSlice Content { get; }

    /// <summary>Whether the elements' place is known.</summary>
    public bool IsPlaced => _kind != Kind.Unplaced;

    public bool IsLeftChild => _kind == Kind.LeftChild;

    public bool IsAlive => !Content.IsNone;

    public int Width => Content.Width;

    public Id Last => First.Plus(Count - 1);

    public static Piece<TSlice> LeftChild(Id first, int count, Id left, Id parent, TSlice content) => new(first, count, Kind.LeftChild, left, parent, content);

    public static Piece<TSlice> RightChild(Id first, int count, Id parent, Id right, TSlice content) => new(first, count, Kind.RightChild, parent, right, content);

    public static Piece<TSlice> Deletion(Id first, int count) => new(first, count, Kind.Unplaced, default, default, default);

    /// <summary>The nearest ancestor before the element at <paramref name="offset"/>.</summary>
    public Id LeftOf(int offset) => offset == 0 ? Left : First.Plus(offset - 1);

    public Piece<TSlice> Take(int count) => count == Count ? this : new(First, count, _kind, Left, Right, IsAlive ? Content.Slice(0, count) : default);

    public Piece<TSlice> Skip(int count)
    {
        if (count == 0) return this;
        var content = IsAlive ? Content.Slice(count, Count - count) : default;
        return IsPlaced
            ? new(First.Plus(count), Count - count, Kind.RightChild, LeftOf(count), Right, content)
            : Deletion(First.Plus(count), Count - count);
    }

    /// <summary>This, if it is alive, in parts of <paramref name="size"/> elements, the last of as many as are left, in one pass.</summary>
    public Piece<TSlice>[] Cut(int size)
    {
        var contents = Content.Cut(size);
        var parts = new Piece<TSlice>[contents.Length];
        for (var index = 0; index < parts.Length; index++)
        {
            var from = index * size;
            var count = Math.Min(size, Count - from);
            parts[index] = from == 0
                ? new(First, count, _kind, Left, Right, contents[0])
                : new(First.Plus(from), count, Kind.RightChild, LeftOf(from), Right, contents[index]);
        }

        return parts;
    }

    public Piece<TSlice> Slice(int from, int count) => Skip(from).Take(count);

    public Piece<TSlice> With(TSlice content) => new(First, Count, _kind, Left, Right, content);

    public Piece<TSlice> With(Id first, Id left, Id right) => new(first, Count, _kind, left, right, Content);

    public Piece<TSlice> Deleted() => IsAlive ? With(content: default) : this;

    /// <summary>Whether this and <paramref name="next"/> are one run, in one state.</summary>
    public bool IsContinuedBy(Piece<TSlice> next)
    {
        if (IsPlaced != next.IsPlaced || IsAlive != next.IsAlive) return false;
        var last = Last;
        if ((ulong)Count >= First.MaxCount || next.First != First.Plus(Count)) return false;
        if (IsPlaced && (next.IsLeftChild || next.Left != last || next.Right != Right)) return false;
        return !IsAlive || Content.CanJoin(next.Content);
    }

    public Piece<TSlice> Concat(Piece<TSlice> next) =>
        new(First, Count + next.Count, _kind, Left, Right, IsAlive ? TSlice.Concat([Content, next.Content]) : default);

    /// <summary>One run of runs that continue each other.</summary>
    public static Piece<TSlice> Concat(ReadOnlySpan<Piece<TSlice>> run)
    {
        if (run.Length == 1) return run[0];
        var slices = new TSlice[run.Length];
        var count = 0;
        for (var index = 0; index < run.Length; index++)
        {
            slices[index] = run[index].Content;
            count += run[index].Count;
        }

        var first = run[0];
        return new(first.First, count, first._kind, first.Left, first.Right, first.IsAlive ? TSlice.Concat(slices) : default);
    }

    /// <summary>What both together know of the same elements; this instance if it knows all of it.</summary>
    public Piece<TSlice> Join(Piece<TSlice> other)
    {
        if (!IsPlaced) return other.IsPlaced ? other.Deleted() : this;
        return other.IsAlive ? this : Deleted();
    }

    public bool HasSameBytes(Piece<TSlice> other) =>
        Count == other.Count && _kind == other._kind && IsAlive == other.IsAlive && First == other.First
        && (IsLeftChild || Left == other.Left) && Right == other.Right && (!IsAlive || Content.HasSameBytes(other.Content));
}
