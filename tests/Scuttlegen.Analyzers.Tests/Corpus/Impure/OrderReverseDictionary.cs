// SCUT1008: Reverse of an unordered sequence is still unordered
using System.Collections.Immutable;

public sealed record Stack(ImmutableDictionary<string, string> Frames, string Top);
public sealed record Popped(string By);

public static class StackReducers
{
    [Reducer]
    public static Stack Apply(Stack state, Popped action)
    {
        var frames = state.Frames.Values.Reverse().ToList(); // here
        return frames.Count == 0 ? state : state with { Top = frames[0] };
    }
}
