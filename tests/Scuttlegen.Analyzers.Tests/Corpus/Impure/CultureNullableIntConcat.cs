// SCUT1006: a nullable long is concatenated through a Deconstruct and a helper
public readonly record struct Delta(string Name, long? Amount);

public static class Deltas
{
    public static string Text(this Delta delta)
    {
        var (name, amount) = delta;
        return name + ":" + amount;
    }
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = new Delta(action.Text, -action.By).Text() }; // here
}
