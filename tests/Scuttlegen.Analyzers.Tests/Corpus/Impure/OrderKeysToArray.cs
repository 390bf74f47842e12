// SCUT1008: Keys.ToArray()[0] is whatever the hash puts first
using System.Collections.Immutable;

public sealed record Turns(ImmutableDictionary<string, uint> Scores, string Current);
public sealed record TurnEnded(string Player);

public static class TurnReducers
{
    [Reducer]
    public static Turns Apply(Turns state, TurnEnded action)
    {
        var scores = state.Scores.SetItem(action.Player, 1);
        var players = scores.Keys.ToArray(); // here
        return new Turns(scores, players[0]);
    }
}
