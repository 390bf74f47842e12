using System.Collections.Immutable;
using Scuttlegen.Wire;

#pragma warning disable SCUT0003 // written and read, never dispatched

namespace Scuttlegen.Generators.Tests.Codecs;

[GossipAction]
public sealed partial record Parcel(
    Guid Id, int Count, string Article, string? Note, long Grams, double Price, DateTimeOffset At, bool Express, decimal Value, ImmutableArray<string> Tags, ImmutableArray<double> Samples, (int X, int Y) Place);

[GossipAction]
public readonly partial record struct Bump(int By, long At, bool Twice);

/// <summary>What is on the way of every dispatch allocates nothing it need not.</summary>
public sealed class AllocationTests
{
    [Fact]
    public void Writing_allocates_nothing()
    {
        var action = new Parcel(Guid.Empty, 4711, "walnut", "näher", -5, 17.5, DateTimeOffset.UnixEpoch, true, 1.50m, ["a", "bc"], [1, 2.5], (3, 4));
        var buffer = new byte[ActionCodec.GetMaxSize(action)];
        Write();
        Assert.Equal(0, Measure(Write));

        void Write()
        {
            if (ActionCodec.GetMaxSize(action) > buffer.Length) throw new InvalidOperationException("The bound grew.");
            var writer = new CborWriter(buffer);
            ActionCodec.Write(ref writer, action);
        }
    }

    [Fact]
    public void Reading_a_struct_allocates_nothing()
    {
        var buffer = new byte[32];
        var writer = new CborWriter(buffer);
        ActionCodec.Write(ref writer, new Bump(500, -1, true));
        var length = writer.Length;
        Read();
        Assert.Equal(0, Measure(Read));

        void Read()
        {
            var reader = new CborReader(buffer.AsSpan(0, length));
            if (ActionCodec.Read<Bump>(ref reader).By != 500) throw new InvalidOperationException("Something else was read.");
        }
    }

    private static long Measure(Action action)
    {
        // Once more for what the runtime allocates when it compiles.
        for (var round = 0; round < 50; round++) action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 100; round++) action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
