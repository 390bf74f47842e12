// SCUT1003 Apply → Config.Limit → static Config → File.ReadAllLines
public static class Config
{
    private static readonly int Lines;

    static Config() => Lines = File.ReadAllLines("config.txt").Length;

    public static int Limit => 5 + Lines;
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = Config.Limit }; // here
}
