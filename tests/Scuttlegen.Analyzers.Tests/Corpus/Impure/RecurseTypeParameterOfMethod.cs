// SCUT2008: what stands for the type parameter of a method that is called through a slot is no part of the type that has it
public interface IVisitor
{
    int Visit<T>(T inner, Part part)
        where T : IVisitor;
}

public sealed record Part(int Size, Part? Next);

public sealed record Adding : IVisitor
{
    public int Visit<T>(T inner, Part part)
        where T : IVisitor => part.Next is null ? part.Size : part.Size + inner.Visit(this, part.Next);
}

public sealed record Doubling : IVisitor
{
    public int Visit<T>(T inner, Part part)
        where T : IVisitor => part.Next is null ? part.Size : 2 * inner.Visit(this, part.Next);
}

public sealed record Chain(Part First, int Size);

public sealed record Summed;

public static class ChainReducer
{
    [Reducer]
    public static Chain Apply(Chain state, Summed action) => state with { Size = Run(new Adding(), new Doubling(), state.First) }; // here

    private static int Run<TOne, TOther>(TOne one, TOther other, Part part)
        where TOne : IVisitor
        where TOther : IVisitor => one.Visit(other, part);
}
