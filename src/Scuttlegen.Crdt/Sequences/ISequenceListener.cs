namespace Scuttlegen.Crdt.Sequences;

/// <summary>Is told what a sequence took in, while it takes it in.</summary>
internal interface ISequenceListener<TSlice>
    where TSlice : struct, ISlice<TSlice>
{
    void Integrated(Piece<TSlice> piece);

    /// <param name="piece">The elements, with what they held.</param>
    void Deleted(Piece<TSlice> piece);
}

/// <summary>For sequences of which nothing hangs on what is in them.</summary>
internal readonly struct NoListener<TSlice> : ISequenceListener<TSlice>
    where TSlice : struct, ISlice<TSlice>
{
    public void Integrated(Piece<TSlice> piece)
    {
    }

    public void Deleted(Piece<TSlice> piece)
    {
    }
}
