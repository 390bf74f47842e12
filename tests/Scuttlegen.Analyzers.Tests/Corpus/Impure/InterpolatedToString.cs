// SCUT1001 Apply → Stamp.ToString → DateTime.UtcNow
// SCUT1006 Apply → Stamp.ToString → Int64.ToString
public sealed class Stamp
{
    public override string ToString() => DateTime.UtcNow.ToBinary().ToString();
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = $"at {new Stamp()}" }; // here
}
