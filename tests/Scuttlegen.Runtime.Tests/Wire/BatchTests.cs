using CsCheck;
using Scuttlegen.Wire;

namespace Scuttlegen.Tests.Wire;

public class BatchTests
{
    private static readonly Gen<(int Kind, ulong Delta, long WallClock, byte[] Payload)[]> GenUpdates =
        Gen.Select(Gen.Int[0, 3], Gen.Frequency((3, Gen.Const(1UL)), (1, Gen.ULong[1, 1000])), Gen.Long[0, 5000], Gen.Byte.Array[0, 30]).Array[1, 50];

    private static readonly string[] Kinds = ["Added", "Multiplied", "cart.added", "ünïcode"];

    [Fact]
    public void A_batch_reads_back_as_it_was_built() => GenUpdates.Sample(updates =>
    {
        var builder = new BatchBuilder();
        var time = 41UL;
        foreach (var update in updates) Assert.True(builder.TryAdd(Kinds[update.Kind], time += update.Delta, update.WallClock, update.Payload));
        var built = builder.Seal(firstSequence: 7);
        Assert.True(builder.IsEmpty);

        var batch = Batch.Read(built.HeaderBytes, built.BodyBytes);
        Assert.Equal(7UL, batch.Header.FirstSequence);
        Assert.Equal(6UL + (uint)updates.Length, batch.Header.LastSequence);
        Assert.Equal(time, batch.Header.LastTime);
        time = 41;
        var read = batch.Updates();
        for (var i = 0; i < updates.Length; i++)
        {
            Assert.True(read.MoveNext());
            Assert.Equal(Kinds[updates[i].Kind], batch.Header.Kinds[read.Kind]);
            Assert.Equal(time += updates[i].Delta, read.Time);
            Assert.Equal(updates[i].WallClock, read.WallClock);
            Assert.Equal(7UL + (uint)i, read.Sequence);
            Assert.Equal(updates[i].Payload, read.Payload);
        }

        Assert.False(read.MoveNext());
    });

    [Fact]
    public void Counter_actions_written_in_a_loop_cost_four_bytes_each()
    {
        var builder = new BatchBuilder();
        for (var i = 0; i < 1000; i++) Assert.True(builder.TryAdd("Incremented", (ulong)i + 1, 1_700_000_000_000, [0x81, 0x01]));
        var batch = builder.Seal(1);
        Assert.Equal(4000, batch.BodyBytes.Length);
        Assert.InRange(batch.HeaderBytes.Length, 1, 48);
    }

    [Fact]
    public void A_batch_never_exceeds_its_limit()
    {
        var builder = new BatchBuilder();
        var payload = new byte[100];
        var count = 0;
        while (builder.TryAdd("Noted", (ulong)++count, 0, payload))
        {
        }

        var batch = builder.Seal(1);
        Assert.InRange(batch.Length, WireLimits.MaxBatchBytes - 300, WireLimits.MaxBatchBytes);
    }

    [Fact]
    public void The_largest_payload_fits_an_empty_batch() =>
        Assert.True(new BatchBuilder().TryAdd(new string('k', WireLimits.MaxKindBytes), ulong.MaxValue - 2, BatchHeader.MaxWallClock, new byte[WireLimits.MaxPayloadBytes]));

    /// <summary>Every single-byte change of a batch is refused, or is another batch with another chain hash: never silently the same.</summary>
    [Fact]
    public void Damage_is_refused_or_changes_the_chain()
    {
        var builder = new BatchBuilder();
        builder.TryAdd("Added", 5, 1000, [0x81, 0x01]);
        builder.TryAdd("Noted", 9, 900, [0x81, 0x61, 0x61]);
        var batch = builder.Seal(3);
        var genesis = ChainHash.Genesis(StoreId.Create("s", ""), default);
        var hash = genesis.Next(batch.HeaderBytes, batch.BodyBytes);
        byte[] bytes = [.. batch.HeaderBytes, .. batch.BodyBytes];
        for (var position = 0; position < bytes.Length; position++)
        {
            for (var flip = 1; flip < 256; flip++)
            {
                byte[] damaged = [.. bytes];
                damaged[position] ^= (byte)flip;
                try
                {
                    var read = Batch.Read(damaged.AsSpan(0, batch.HeaderBytes.Length), damaged.AsSpan(batch.HeaderBytes.Length));
                    Assert.NotEqual(hash, genesis.Next(read.HeaderBytes, read.BodyBytes));
                }
                catch (WireFormatException)
                {
                    // Refused with a typed error: as it should be.
                }
            }
        }
    }

    [Theory]
    [InlineData("87010101000081614180a0", "")] // 7 fields but the kinds' array is wrong
    [InlineData("8700010100008161 41a0", "00")] // sequences start at 1
    [InlineData("8701000100008161 41a0", "")] // an empty batch
    [InlineData("8701010000008161 41a0", "0040")] // times start at 1
    [InlineData("8701010105008161 41a0", "0040")] // the body ends before the span
    [InlineData("8701020100008161 41a0", "00400040")] // two updates in a span of 0
    [InlineData("8701010100008261416142a0", "0040")] // a kind that is not used
    [InlineData("8701020101008261416141a0", "00400440")] // a kind named twice
    [InlineData("8701010100008161 41a0", "0440")] // a kind that is not named
    [InlineData("8701010100008161 41a0", "010140")] // a delta on the first update
    [InlineData("8701010100008161 41a0", "004000")] // trailing bytes
    [InlineData("87011bffffffffffffffff0100008161 41a0", "0040")] // a count beyond every batch
    [InlineData("871bffffffffffffffff010100008161 41a0", "0040")] // a sequence that overflows
    [InlineData("8701011bffffffffffffffff00008161 41a0", "0040")] // a time that leaves no later one
    [InlineData("87010101001b0000e677d21fdc00 8161 41a0", "0040")] // a wall clock beyond the year 9999
    public void Headers_and_bodies_that_break_a_rule_are_refused(string header, string body) =>
        Assert.Throws<WireFormatException>(() => Batch.Read(Convert.FromHexString(header.Replace(" ", "", StringComparison.Ordinal)), Convert.FromHexString(body)));

    [Theory]
    [InlineData("8701010100008161 41a10040", false)]
    [InlineData("8701010100008161 41a10540", true)]
    public void Unknown_extensions_are_kept_and_critical_ones_noticed(string header, bool isCritical)
    {
        var batch = Batch.Read(Convert.FromHexString(header.Replace(" ", "", StringComparison.Ordinal)), [0x00, 0x40]);
        Assert.Equal(isCritical, batch.Header.HasUnknownCritical);
    }
}
