using System.Collections.Immutable;
using MemoryPack;
using Nerdbank.MessagePack;
using Scuttlegen.Runtime;
using Scuttlegen.Wire;

namespace Scuttlegen.Benchmarks.Codec;

/// <summary>
/// One shape, ready to be written and read by the generated codec and by MemoryPack, a number of times in a loop of concrete types. Each writes into a buffer that is used again, as a
/// store does, and the generated codec goes through the store's replay table, sizing included.
/// </summary>
/// <param name="Sizes">In bytes.</param>
public sealed record Shape(
    string Name, Action<int> WriteGenerated, Action<int> WriteMemoryPack, Action<int> ReadGenerated, Action<int> ReadMemoryPack, (int Generated, int MemoryPack, int MessagePack) Sizes)
{
    private static readonly MessagePackSerializer MessagePack = new();

    public static ImmutableArray<Shape> All { get; } = [Small(), Ten(), Texts(), Numbers()];

    public override string ToString() => Name;

    private static Shape Small()
    {
        var packed = new PackedOrdered(4711, "walnut kitchen shelf.", new Guid("5f2b3a1c-0f35-4c6a-9a3e-1d2c3b4a5f60"), true);
        var sized = MessagePack.Serialize(new SizedOrdered(packed.Count, packed.Article, packed.Order, packed.Express)).Length;
        return Of("small", OrderStore.Table, new Ordered(packed.Count, packed.Article, packed.Order, packed.Express), packed, sized);
    }

    private static Shape Ten()
    {
        var packed = new PackedShipped(
            new Guid("5f2b3a1c-0f35-4c6a-9a3e-1d2c3b4a5f60"), 3, "Northern Parcels", "12 Harbour Lane", "Aalborg", null, 1250, 17.5, new DateTimeOffset(2026, 3, 1, 10, 20, 30, TimeSpan.FromHours(1)), false);
        var action = new Shipped(packed.Order, packed.Parcel, packed.Carrier, packed.Street, packed.City, packed.Note, packed.Grams, packed.Price, packed.At, packed.Express);
        var sized = MessagePack.Serialize(new SizedShipped(
            packed.Order, packed.Parcel, packed.Carrier, packed.Street, packed.City, packed.Note, packed.Grams, packed.Price, packed.At, packed.Express)).Length;
        return Of("ten fields", ShipmentStore.Table, action, packed, sized);
    }

    private static Shape Texts()
    {
        string[] tags = [.. Enumerable.Range(0, 100).Select(i => $"tag {i * 7919 % 1000:000} of very many"[..(8 + (i % 9))])];
        var sized = MessagePack.Serialize(new SizedTagged(tags)).Length;
        return Of("100 texts", ShipmentStore.Table, new Tagged([.. tags]), new PackedTagged([.. tags]), sized);
    }

    private static Shape Numbers()
    {
        double[] values = [.. Enumerable.Range(0, 1000).Select(i => i / 7.0)];
        var sized = MessagePack.Serialize(new SizedSampled(values)).Length;
        return Of("1,000 doubles", ShipmentStore.Table, new Sampled([.. values]), new PackedSampled([.. values]), sized);
    }

    private static Shape Of<TState, TAction, TPacked>(string name, ReplayTable<TState> table, TAction action, TPacked packed, int messagePackSize)
        where TAction : class, IGossipAction<TAction>
        where TPacked : class, IMemoryPackable<TPacked>
    {
        var kind = table.Kinds.IndexOf(TAction.Kind);
        var buffer = new byte[table.GetMaxSize(kind, action)];
        var writer = new CborWriter(buffer);
        table.Write(kind, action, ref writer);
        var bytes = writer.Written.ToArray();
        var packedBytes = MemoryPackSerializer.Serialize(packed);
        var packedBuffer = new FixedBufferWriter(packedBytes.Length + 1024);
        return new Shape(
            name,
            times =>
            {
                for (; times > 0; times--)
                {
                    if (table.GetMaxSize(kind, action) > buffer.Length) throw new InvalidOperationException("The buffer is too small.");
                    var writer = new CborWriter(buffer);
                    table.Write(kind, action, ref writer);
                }
            },
            times =>
            {
                for (; times > 0; times--)
                {
                    packedBuffer.Clear();
                    MemoryPackSerializer.Serialize(packedBuffer, packed);
                }
            },
            times =>
            {
                for (; times > 0; times--)
                {
                    var reader = new CborReader(bytes);
                    table.Read(kind, ref reader);
                    reader.EnsureEnd();
                }
            },
            times =>
            {
                for (; times > 0; times--) MemoryPackSerializer.Deserialize<TPacked>(packedBytes);
            },
            (bytes.Length, packedBytes.Length, messagePackSize));
    }
}
