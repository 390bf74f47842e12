// SCUT1007: string hash codes are seeded per process, so players land in other teams
public sealed record Assignment(bool Red);
public sealed record PlayerJoined(string Name);

public static class AssignmentReducers
{
    [Reducer]
    public static Assignment Apply(Assignment state, PlayerJoined action) => new((action.Name.GetHashCode() & 1) == 0); // here
}
