// silent: a private mutable class is built, changed and projected to records
using System.Collections.Immutable;

public sealed record Line(int Sku, int Count);

public sealed record Order(ImmutableArray<Line> Lines);

public sealed record SkusScanned(ImmutableArray<int> Skus);

public static class OrderReducer
{
    private sealed class Working
    {
        public int Sku;
        public int Count { get; set; }
    }

    [Reducer]
    public static Order Apply(Order state, SkusScanned action)
    {
        var working = new List<Working>();
        foreach (var line in state.Lines)
            working.Add(new Working { Sku = line.Sku, Count = line.Count });
        foreach (var sku in action.Skus)
        {
            var found = working.Find(line => line.Sku == sku);
            if (found is null)
                working.Add(found = new Working { Sku = sku });
            found.Count++;
        }

        working.RemoveAll(line => line.Count == 0);
        return new Order([.. working.Select(line => new Line(line.Sku, line.Count))]);
    }
}
