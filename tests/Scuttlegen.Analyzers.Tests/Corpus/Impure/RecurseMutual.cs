// SCUT2008: two functions evaluate a nested expression by calling each other
public abstract record Expression;

public sealed record Number(int Value) : Expression;

public sealed record Sum(Expression Left, Expression Right) : Expression;

public sealed record Sheet(Expression Formula, int Value);

public sealed record Recalculated;

public static class Evaluator
{
    public static int Value(Expression expression) => expression switch
    {
        Number number => number.Value,
        Sum sum => Add(sum),
        _ => 0,
    };

    private static int Add(Sum sum) => Value(sum.Left) + Value(sum.Right);
}

public static class SheetReducer
{
    [Reducer]
    public static Sheet Apply(Sheet state, Recalculated action) => state with { Value = Evaluator.Value(state.Formula) }; // here
}
