// SCUT1011: a task that completes by timer is asked whether it is done
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => Task.Delay(1).IsCompleted ? state with { Text = "late" } : state; // here
}
