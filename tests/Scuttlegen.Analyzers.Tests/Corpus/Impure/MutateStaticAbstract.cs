// SCUT2002: the static abstract member's implementation writes to its argument
public interface IStep<TSelf>
    where TSelf : IStep<TSelf>
{
    static abstract int Run(int[] tape);
}

public readonly struct Inc : IStep<Inc>
{
    public static int Run(int[] tape) => ++tape[0];
}

public static class Machine
{
    public static int Execute<TStep>(int[] tape)
        where TStep : IStep<TStep> => TStep.Run(tape);
}

public sealed record Register(int Value);

public sealed record Executed(int[] Tape);

public static class RegisterReducer
{
    [Reducer]
    public static Register Apply(Register state, Executed action) => new(Machine.Execute<Inc>(action.Tape)); // here
}
