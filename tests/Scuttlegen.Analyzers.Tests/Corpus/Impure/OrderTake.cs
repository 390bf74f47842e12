// SCUT1008: Take(3) of a set takes any three
using System.Collections.Immutable;

public sealed record Pool(ImmutableHashSet<string> Waiting, ImmutableHashSet<string> Playing);
public sealed record RoundBegun(int Seats);

public static class PoolReducers
{
    [Reducer]
    public static Pool Apply(Pool state, RoundBegun action)
    {
        var playing = state.Waiting.Take(action.Seats).ToImmutableHashSet(); // here
        return new Pool(state.Waiting.Except(playing), playing);
    }
}
