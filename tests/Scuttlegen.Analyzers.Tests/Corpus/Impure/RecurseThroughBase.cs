// SCUT2008: a type that is a part of its own base is as deep as it is long
public interface ISized
{
    int Size();
}

public abstract record Chain<T>(T? Next) : ISized
    where T : class, ISized
{
    public int Size() => 1 + (Next?.Size() ?? 0);
}

public sealed record Link(int Id, Link? Next) : Chain<Link>(Next);

public sealed record Train(Link? First, int Length);

public sealed record Measured;

public static class TrainReducer
{
    [Reducer]
    public static Train Apply(Train state, Measured action) => state.First is null ? state : state with { Length = state.First.Size() }; // here
}
