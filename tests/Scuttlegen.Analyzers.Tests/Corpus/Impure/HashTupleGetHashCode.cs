// SCUT1007: a tuple's hash code chooses the avatar colour
public sealed record Avatar(int Colour);
public sealed record AvatarAsked(string Name, string Room);

public static class AvatarReducers
{
    [Reducer]
    public static Avatar Apply(Avatar state, AvatarAsked action) => new((action.Name, action.Room).GetHashCode() & 7); // here
}
