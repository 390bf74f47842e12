// SCUT2002, SCUT4002: takes the next job off the state's queue
public sealed record Printer(Queue<string> Jobs, string Current); // here

public sealed record JobStarted;

public static class PrinterReducer
{
    [Reducer]
    public static Printer Apply(Printer state, JobStarted action) =>
        state.Jobs.Count == 0 ? state : state with { Current = state.Jobs.Dequeue() }; // here
}
