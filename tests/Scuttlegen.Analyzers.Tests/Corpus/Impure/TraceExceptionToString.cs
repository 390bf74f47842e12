// SCUT1013: e.ToString() in a helper holds message, stack and paths
using System.Collections.Immutable;

public static class Safe
{
    public static string? Error(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (InvalidOperationException e)
        {
            return e.ToString();
        }
    }
}

public sealed record Machine(ImmutableStack<string> Stack, string Fault);
public sealed record Pop(string By);

public static class MachineReducers
{
    [Reducer]
    public static Machine Apply(Machine state, Pop action) => state with { Fault = Safe.Error(() => state.Stack.Pop()) ?? "" }; // here
}
