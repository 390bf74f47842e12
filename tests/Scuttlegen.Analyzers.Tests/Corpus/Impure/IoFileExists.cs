// SCUT1003: whether an avatar file exists on this peer's disk decides the state
public sealed record Profile(string Name, string Avatar);
public sealed record AvatarSet(string Path);

public static class ProfileReducers
{
    [Reducer]
    public static Profile Apply(Profile state, AvatarSet action) => File.Exists(action.Path) ? state with { Avatar = action.Path } : state; // here
}
