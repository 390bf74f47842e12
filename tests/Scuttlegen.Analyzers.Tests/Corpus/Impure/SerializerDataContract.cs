// SCUT1018: DataContractSerializer writes an object graph found by reflection
using System.Collections.Immutable;
using System.Runtime.Serialization;

public static class Graphs
{
    public static ImmutableArray<byte> Bytes(string text)
    {
        var stream = new MemoryStream();
        new DataContractSerializer(typeof(string)).WriteObject(stream, text);
        return [.. stream.ToArray()];
    }
}

public sealed record Snapshot(ImmutableArray<byte> Bytes);
public sealed record SnapshotTaken(string Text);

public static class SnapshotReducers
{
    [Reducer]
    public static Snapshot Apply(Snapshot state, SnapshotTaken action) => new(Graphs.Bytes(action.Text)); // here
}
