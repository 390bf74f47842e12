// SCUT1001 Apply → Mixed.Everything → DateTime.UtcNow
// SCUT1002 Apply → Mixed.Everything → Guid.NewGuid
// SCUT1003 Apply → Mixed.Everything → Console.WriteLine
public static class Mixed
{
    public static string Everything()
    {
        var text = DateTime.UtcNow.ToString("O") + Guid.NewGuid();
        Console.WriteLine(text);
        return text;
    }
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = Mixed.Everything() }; // here
}
