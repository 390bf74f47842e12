// SCUT1008: an average of doubles over a dictionary's values, in a property
using System.Collections.Immutable;

public sealed record Review(ImmutableDictionary<string, double> Stars, double Mean)
{
    public double Average => Stars.IsEmpty ? 0 : Stars.Values.Average();
}

public sealed record Rated(string By, double Stars);

public static class ReviewReducers
{
    [Reducer]
    public static Review Apply(Review state, Rated action)
    {
        var rated = state with { Stars = state.Stars.SetItem(action.By, action.Stars) };
        return rated with { Mean = rated.Average }; // here
    }
}
