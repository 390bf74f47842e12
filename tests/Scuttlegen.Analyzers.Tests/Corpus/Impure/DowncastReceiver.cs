// SCUT1001 Apply → Late.ToString → DateTime.UtcNow
public abstract class Job;

public sealed class Late : Job
{
    public override string ToString() => DateTime.UtcNow.ToString("O");
}

public static class Reducers
{
    private static readonly object Kept = new Late();

    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = ((Job)Kept).ToString()! }; // here
}
