// SCUT1002: Random.GetItems picks the teams
using System.Collections.Immutable;

public sealed record Teams(ImmutableArray<string> Red);
public sealed record Drafted(ImmutableArray<string> Players);

public static class TeamReducers
{
    [Reducer]
    public static Teams Apply(Teams state, Drafted action) => new([.. Random.Shared.GetItems(action.Players.AsSpan(), 3)]); // here
}
