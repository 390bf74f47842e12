// silent: readonly delegates without captures
public static class Curves
{
    public static readonly Func<int, int> Twice = x => x * 2;

    private static readonly Func<int, int, int>[] Operators = [static (a, b) => a + b, static (a, b) => a - b];

    public static int Run(int index, int a, int b) => Operators[index & 1](a, b);
}

public sealed record Value(int Number);

public sealed record Operated(int Operator, int Operand);

public static class ValueReducer
{
    [Reducer]
    public static Value Apply(Value state, Operated action) => new(Curves.Twice(Curves.Run(action.Operator, state.Number, action.Operand)));
}
