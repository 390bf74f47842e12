// SCUT2002, SCUT4002: the builder kept in the state is added to
using System.Collections.Immutable;

public sealed record Stream(ImmutableList<int>.Builder Events, int Count); // here

public sealed record Happened(int Event);

public static class StreamReducer
{
    [Reducer]
    public static Stream Apply(Stream state, Happened action)
    {
        state.Events.Add(action.Event); // here
        return state with { Count = state.Events.Count };
    }
}
