namespace Scuttlegen.Crdt.Sequences;

/// <summary>Is told what a sequence took in, while it takes it in.</summary>
internal interface ISequenceListener<TSlice>
    where TSlice : struct, ISlice<TSlice>
{
    void Integrated(Piece<TSlice> piece);

    /// <param name="piece">The elements, with what they still hold.</param>
    /// <param name="offset">The first of them to be deleted.</param>
    /// <param name="count">How many will be.</param>
    void Deleting(Piece<TSlice> piece, int offset, int count);
}

/// <summary>For sequences of which nothing hangs on what is in them.</summary>
internal readonly struct NoListener<TSlice> : ISequenceListener<TSlice>
    where TSlice : struct, ISlice<TSlice>
{
    public void Integrated(Piece<TSlice> piece)
    {
    }

    public void Deleting(Piece<TSlice> piece, int offset, int count)
    {
    }
}
