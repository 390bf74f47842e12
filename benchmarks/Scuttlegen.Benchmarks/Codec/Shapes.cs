using System.Collections.Immutable;
using MemoryPack;
using Nerdbank.MessagePack;
using PolyType;

namespace Scuttlegen.Benchmarks.Codec;

// Each shape three times: as an action, for MemoryPack, and for MessagePack with its members in an array, its smallest form.
#pragma warning disable CA1819

/// <summary>Ten fields as they come.</summary>
[GossipAction]
public sealed partial record Shipped(
    Guid Order, int Parcel, string Carrier, string Street, string City, string? Note, long Grams, double Price, DateTimeOffset At, bool Express);

[MemoryPackable]
public sealed partial record PackedShipped(
    Guid Order, int Parcel, string Carrier, string Street, string City, string? Note, long Grams, double Price, DateTimeOffset At, bool Express);

/// <summary>A list of texts.</summary>
[GossipAction]
public sealed partial record Tagged(ImmutableArray<string> Tags);

[MemoryPackable]
public sealed partial record PackedTagged(ImmutableArray<string> Tags);

/// <summary>A block of numbers.</summary>
[GossipAction]
public sealed partial record Sampled(ImmutableArray<double> Values);

[MemoryPackable]
public sealed partial record PackedSampled(ImmutableArray<double> Values);

[GenerateShape]
public sealed partial record SizedOrdered([property: Key(0)] int Count, [property: Key(1)] string Article, [property: Key(2)] Guid Order, [property: Key(3)] bool Express);

[GenerateShape]
public sealed partial record SizedShipped(
    [property: Key(0)] Guid Order, [property: Key(1)] int Parcel, [property: Key(2)] string Carrier, [property: Key(3)] string Street, [property: Key(4)] string City,
    [property: Key(5)] string? Note, [property: Key(6)] long Grams, [property: Key(7)] double Price, [property: Key(8)] DateTimeOffset At, [property: Key(9)] bool Express);

[GenerateShape]
public sealed partial record SizedTagged([property: Key(0)] string[] Tags);

[GenerateShape]
public sealed partial record SizedSampled([property: Key(0)] double[] Values);

public readonly record struct Shipments(int Count);

public static class ShipmentReducer
{
    [Reducer]
    public static Shipments Ship(Shipments state, Shipped action) => new(unchecked(state.Count + action.Parcel));

    [Reducer]
    public static Shipments Tag(Shipments state, Tagged action) => new(unchecked(state.Count + action.Tags.Length));

    [Reducer]
    public static Shipments Sample(Shipments state, Sampled action) => new(unchecked(state.Count + action.Values.Length));
}

[GossipStore(typeof(Shipments))]
public sealed partial class ShipmentStore
{
    internal static Runtime.ReplayTable<Shipments> Table { get; } = new GossipTable();
}
