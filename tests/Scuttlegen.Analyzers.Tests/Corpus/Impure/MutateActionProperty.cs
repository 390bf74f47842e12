// SCUT2002: normalises the action by assigning to it
public sealed record Profile(string Name);

public sealed class Renamed
{
    public string Name { get; set; } = "";
}

public static class ProfileReducer
{
    [Reducer]
    public static Profile Apply(Profile state, Renamed action)
    {
        action.Name = action.Name.Trim(); // here
        return new Profile(action.Name);
    }
}
