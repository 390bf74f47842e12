// silent: the operator mutates its fresh left operand
public sealed class Mutable(int value)
{
    public int Value { get; private set; } = value;

    public static Mutable operator +(Mutable left, int right)
    {
        left.Value += right;
        return left;
    }
}

public sealed record Sum(int Value);

public sealed record Terms(int First, int Second);

public static class SumReducer
{
    [Reducer]
    public static Sum Apply(Sum state, Terms action) => new((new Mutable(state.Value) + action.First + action.Second).Value);
}
