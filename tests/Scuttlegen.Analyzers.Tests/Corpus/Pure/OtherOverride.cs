// silent: the value's type is sealed, so the impure sibling cannot be meant
public abstract class Shape
{
    public abstract int Sides();
}

public sealed class Square : Shape
{
    public override int Sides() => 4;
}

public sealed class Blob : Shape
{
    public override int Sides() => Random.Shared.Next();
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = new Square().Sides() };
}
