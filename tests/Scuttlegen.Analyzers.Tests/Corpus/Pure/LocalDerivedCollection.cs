// silent: a collection class of one's own, fresh and thrown away
using System.Collections.ObjectModel;

public sealed class Unique : Collection<int>
{
    protected override void InsertItem(int index, int item)
    {
        if (!Contains(item))
            base.InsertItem(index, item);
    }
}

public sealed record Colours(int Different);

public sealed record Painted(IReadOnlyList<int> Colours);

public static class ColoursReducer
{
    [Reducer]
    public static Colours Apply(Colours state, Painted action)
    {
        var unique = new Unique();
        foreach (var colour in action.Colours)
            unique.Add(colour);
        return new Colours(unique.Count);
    }
}
