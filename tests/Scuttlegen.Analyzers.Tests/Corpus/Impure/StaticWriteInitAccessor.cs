// SCUT2003: an init accessor of the state records the longest name ever set
public sealed record Player
{
    private static int _longest;
    private readonly string _name = "";

    public string Name
    {
        get => _name;
        init
        {
            _longest = Math.Max(_longest, value.Length);
            _name = value;
        }
    }
}

public sealed record Renamed(string Name);

public static class PlayerReducer
{
    [Reducer]
    public static Player Apply(Player state, Renamed action) => state with { Name = action.Name }; // here
}
