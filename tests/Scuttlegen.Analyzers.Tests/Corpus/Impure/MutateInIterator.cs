// SCUT2002: the iterator empties the action's list while it yields
public sealed record Delivered(long Weight);

public sealed record Unloaded(List<int> Parcels);

public static class Ramp
{
    public static IEnumerable<int> Drain(List<int> parcels)
    {
        while (parcels.Count > 0)
        {
            var last = parcels[^1];
            parcels.RemoveAt(parcels.Count - 1);
            yield return last;
        }
    }
}

public static class DeliveredReducer
{
    [Reducer]
    public static Delivered Apply(Delivered state, Unloaded action)
    {
        var weight = state.Weight;
        foreach (var parcel in Ramp.Drain(action.Parcels)) // here
            weight += parcel;
        return new Delivered(weight);
    }
}
