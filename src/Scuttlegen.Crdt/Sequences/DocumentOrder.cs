namespace Scuttlegen.Crdt.Sequences;

/// <summary>
/// Checks that pieces from strangers come in the order of the tree that they tell of, and tells left children their anchors. O(n log n).
/// </summary>
/// <remarks>
/// The order among right siblings is that of their right origins in the document, which is what is to be checked. It is taken from the order as given, and the tree is walked: if the walk gives the same order, it is
/// the right one, as by induction over what refers to what no two elements can be the wrong way round. That needs that nothing refers to itself by a detour, which is checked too.
/// </remarks>
internal sealed class DocumentOrder<TSlice>
    where TSlice : struct, ISlice<TSlice>
{
    private readonly (int Piece, int Offset)[] _parents;
    private readonly (int Piece, int Offset)[] _rights;
    private readonly int _start;

    /// <param name="pieces">The pieces, in the order given.</param>
    /// <param name="start">Where they begin in the input.</param>
    /// <exception cref="Wire.WireFormatException">The order is another, or there is none.</exception>
    public DocumentOrder(Piece<TSlice>[] pieces, int start)
    {
        Pieces = pieces;
        _start = start;
        ByCoordinate = new int[pieces.Length];
        _parents = new (int, int)[pieces.Length];
        _rights = new (int, int)[pieces.Length];
        SortByCoordinate();
        for (var index = 0; index < pieces.Length; index++)
        {
            var piece = pieces[index];
            _rights[index] = Find(piece.Right);
            _parents[index] = piece.IsLeftChild ? _rights[index] : Find(piece.Left);
        }

        RequireNoCircles();
        RequireOrder();
        SetAnchors();
    }

    public Piece<TSlice>[] Pieces { get; }

    /// <summary>The indices of the pieces, by author and coordinate.</summary>
    public int[] ByCoordinate { get; }

    private static (int Piece, int Offset) None => (-1, 0);

    private void SortByCoordinate()
    {
        var keys = new Id[Pieces.Length];
        for (var index = 0; index < keys.Length; index++)
        {
            ByCoordinate[index] = index;
            keys[index] = Pieces[index].First;
        }

        keys.AsSpan().Sort(ByCoordinate.AsSpan(), static (left, right) => left.CompareByCoordinate(right));
        for (var index = 1; index < keys.Length; index++)
        {
            if (keys[index] == keys[index - 1] || keys[index - 1].Covers(Pieces[ByCoordinate[index - 1]].Count, keys[index], out _))
                Refuse.NotAllowed(_start, "An element is there twice");
        }
    }

    private (int Piece, int Offset) Find(Id id)
    {
        if (id.IsNone) return None;
        int low = 0, high = ByCoordinate.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (Pieces[ByCoordinate[middle]].First.CompareByCoordinate(id) <= 0) low = middle + 1;
            else high = middle - 1;
        }

        if (high < 0 || !Pieces[ByCoordinate[high]].First.Covers(Pieces[ByCoordinate[high]].Count, id, out var offset))
        {
            Refuse.NotAllowed(_start, "An element refers to one that is not there");
            return None;
        }

        return (ByCoordinate[high], offset);
    }

    private void RequireNoCircles()
    {
        var states = new byte[Pieces.Length];
        var open = new Stack<int>();
        for (var index = 0; index < Pieces.Length; index++)
        {
            if (states[index] == 0) open.Push(index);
            while (open.TryPeek(out var top))
            {
                // First opened, then, when all it refers to is done, done.
                if (states[top] == 0)
                {
                    states[top] = 1;
                    Open(_parents[top].Piece);
                    Open(_rights[top].Piece);
                    Open(Find(Pieces[top].Content.Requires).Piece);
                }
                else
                {
                    states[open.Pop()] = 2;
                }
            }
        }

        void Open(int piece)
        {
            if (piece < 0 || states[piece] == 2) return;
            if (states[piece] == 1) Refuse.NotAllowed(_start, "An element refers to itself");
            open.Push(piece);
        }
    }

    private void RequireOrder()
    {
        var children = new int[Pieces.Length];
        for (var index = 0; index < children.Length; index++) children[index] = index;
        children.AsSpan().Sort(CompareChildren);

        // Where the children of each piece begin, those of the start first of all.
        var begins = new int[Pieces.Length + 2];
        for (int piece = -1, at = 0; piece <= Pieces.Length; piece++)
        {
            while (at < children.Length && _parents[children[at]].Piece < piece) at++;
            begins[piece + 1] = at;
        }

        // A piece is pushed to be opened, its complement to be passed.
        var next = 0;
        var way = new Stack<int>();
        for (var at = begins[1] - 1; at >= 0; at--) way.Push(children[at]);
        while (way.TryPop(out var step))
        {
            if (step < 0)
            {
                if (~step != next++) Refuse.NotAllowed(_start, "The elements are not in the order of their tree");
                continue;
            }

            var at = begins[step + 2] - 1;
            for (; at >= begins[step + 1] && !Pieces[children[at]].IsLeftChild; at--) way.Push(RequireBehindRun(children[at], step));
            way.Push(~step);
            for (; at >= begins[step + 1]; at--) way.Push(children[at]);
        }

        if (next != Pieces.Length) Refuse.NotAllowed(_start, "The elements are not in the order of their tree");
    }

    /// <summary>By parent, then as the walk meets them: left children, and right children from the last element of the run to the first.</summary>
    private int CompareChildren(int left, int right)
    {
        var (leftParent, rightParent) = (_parents[left], _parents[right]);
        if (leftParent.Piece != rightParent.Piece) return leftParent.Piece.CompareTo(rightParent.Piece);
        if (Pieces[left].IsLeftChild != Pieces[right].IsLeftChild) return Pieces[left].IsLeftChild ? -1 : 1;
        if (leftParent.Offset != rightParent.Offset) return rightParent.Offset.CompareTo(leftParent.Offset);
        if (Pieces[left].IsLeftChild) return Pieces[left].First.CompareTo(Pieces[right].First);
        return CompareSiblings(Pieces[left].First, _rights[left], Pieces[right].First, _rights[right]);
    }

    private static int CompareSiblings(Id left, (int Piece, int Offset) leftRight, Id right, (int Piece, int Offset) rightRight)
    {
        if (leftRight == rightRight) return left.CompareTo(right);
        if (leftRight == None || rightRight == None) return leftRight == None ? -1 : 1;
        return rightRight.CompareTo(leftRight);
    }

    /// <summary>A right child of an element within a run must come after the element that continues the run, or it would cut it.</summary>
    private int RequireBehindRun(int child, int parent)
    {
        var offset = _parents[child].Offset;
        if (offset + 1 < Pieces[parent].Count
            && CompareSiblings(Pieces[parent].First.Plus(offset + 1), _rights[parent], Pieces[child].First, _rights[child]) > 0)
        {
            Refuse.NotAllowed(_start, "The elements are not in the order of their tree");
        }

        return child;
    }

    private void SetAnchors()
    {
        // A left child's parent comes after it.
        for (var index = Pieces.Length - 1; index >= 0; index--)
        {
            var piece = Pieces[index];
            if (!piece.IsLeftChild) continue;
            var (parent, offset) = _parents[index];
            if (offset > 0) Refuse.NotAllowed(_start, "The elements are not in the order of their tree");
            Pieces[index] = piece.With(piece.First, Pieces[parent].Left, piece.Right);
        }
    }
}
