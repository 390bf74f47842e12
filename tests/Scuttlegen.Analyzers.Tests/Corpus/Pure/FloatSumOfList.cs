// silent: doubles of an ordered list are added in its order everywhere
using System.Collections.Immutable;

public sealed record Path(ImmutableList<double> Legs, double Length);
public sealed record Walked(double Leg);

public static class PathReducers
{
    [Reducer]
    public static Path Apply(Path state, Walked action)
    {
        var legs = state.Legs.Add(action.Leg);
        var length = 0.0;
        foreach (var leg in legs)
            length += leg;
        return new Path(legs, length);
    }
}
