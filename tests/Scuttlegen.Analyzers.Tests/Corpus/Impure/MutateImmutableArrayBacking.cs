// SCUT2002: reaches through the immutable array to the array behind it
using System.Collections.Immutable;
using System.Runtime.InteropServices;

public sealed record Lights(ImmutableArray<bool> On);

public sealed record Switched(int Light);

public static class LightsReducer
{
    [Reducer]
    public static Lights Apply(Lights state, Switched action)
    {
        var raw = ImmutableCollectionsMarshal.AsArray(state.On)!;
        raw[action.Light] = !raw[action.Light]; // here
        return state with { };
    }
}
