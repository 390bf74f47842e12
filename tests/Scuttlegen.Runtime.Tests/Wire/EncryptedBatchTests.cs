using System.Text;
using CsCheck;
using Scuttlegen.Tests.Gossip;
using Scuttlegen.Wire;

namespace Scuttlegen.Tests.Wire;

/// <summary>Batches whose bodies are encrypted: what they look like, what opens them, and what is refused at the door.</summary>
public class EncryptedBatchTests
{
    private const string Key = "5828" + "bd2d158677ab408c284206aa58782425" + "202122232425262728292a2b2c2d2e2f3031323334353637";

    private static readonly Source Author = Lab.SourceOf(1);

    private static readonly Gen<(int Kind, long WallClock, byte[] Payload)[]> GenUpdates =
        Gen.Select(Gen.Int[0, 2], Gen.Long[0, 5000], Gen.Byte.Array[0, 30]).Array[1, 50];

    private static readonly string[] Kinds = ["Added", "cart.added", "ünïcode"];

    [Fact]
    public void What_is_encrypted_reads_back_and_its_header_tells_neither_kinds_nor_wall_clock() => GenUpdates.Sample(updates =>
    {
        var builder = new BatchBuilder(isToBeEncrypted: true);
        for (var i = 0; i < updates.Length; i++) Assert.True(builder.TryAdd(Kinds[updates[i].Kind], 42 + (ulong)i, updates[i].WallClock, updates[i].Payload));
        var plain = builder.Seal(firstSequence: 7);
        var encryption = Encryption(1);
        var encrypted = encryption.Encrypt(Author, plain);
        Assert.Equal(RoomEncryption.Overhead, encrypted.Length - plain.Length);

        var read = Batch.Read(encrypted.HeaderBytes, encrypted.BodyBytes);
        Assert.Equal(plain.Header with { BaseWallClock = 0, Kinds = [], Key = read.Header.Key }, read.Header);
        Assert.Equal(TestCipher.KeyOf(1), read.Header.Key!.Value.Id);
        Assert.Equal(Opening.Open, encryption.TryOpen(Author, read, out var opened, out _));
        foreach (var (kind, wallClock, payload) in updates)
        {
            Assert.True(opened.MoveNext());
            Assert.Equal((Kinds[kind], wallClock), (opened.Kinds[opened.Kind], opened.WallClock));
            Assert.Equal(payload, opened.Payload);
        }

        Assert.False(opened.MoveNext());
        Assert.Equal(Opening.Locked, Encryption(2).TryOpen(Author, read, out _, out _));
        Assert.Equal(Opening.Locked, new RoomEncryption(Lab.Store, null).TryOpen(Author, read, out _, out _));
    });

    [Fact]
    public void A_body_opens_in_no_other_store_feed_or_place()
    {
        var batch = Encrypted();
        Assert.Equal(Opening.Void, new RoomEncryption(StoreId.Create("Ledger", "other"), new TestCipher(0, 1)).TryOpen(Author, batch, out _, out _));
        Assert.Equal(Opening.Void, Encryption(1).TryOpen(Lab.SourceOf(2), batch, out _, out _));
        Assert.Equal(Opening.Void, Encryption(1).TryOpen(Author with { Incarnation = 9 }, batch, out _, out _));
        Assert.Equal(Opening.Void, Encryption(1).TryOpen(Author, batch.MoveTo(2), out _, out _));
        Assert.Equal(Opening.Open, Encryption(1).TryOpen(Author, batch, out _, out _));
    }

    /// <summary>Only who holds the key can do so: what he writes is void to all others who hold it.</summary>
    [Theory]
    [InlineData("82008161 41 0041ff 00")] // more than the updates
    [InlineData("82008161 41 0042ff")] // less
    [InlineData("82008261 41 6142 0041ff")] // a kind that is not used
    [InlineData("820080 0042ffff")] // a kind that is not named
    [InlineData("83008161 41 00 0041ff")] // another head
    [InlineData("821b0000e677d21fdc008161 41 0041ff")] // a wall clock beyond the year 9999
    [InlineData("82008161 41 010241ff")] // a time that does not follow
    [InlineData("ffffffffffffffff")]
    public void A_body_that_opens_and_breaks_a_rule_is_void(string plaintext)
    {
        var cipher = new TestCipher(0, 1);
        var content = Convert.FromHexString(plaintext.Replace(" ", "", StringComparison.Ordinal));
        var header = BatchHeader.Read(Hex("870101010000 80 a103" + Key));
        var headerBytes = Hex("870101010000 80 a103" + Key);
        var nonce = new byte[IRoomCipher.NonceSize];
        header.Key!.Value.Nonce.CopyTo(nonce);
        var associated = new byte[17 + StoreId.Size + Source.Size + headerBytes.Length];
        Encoding.UTF8.GetBytes("scuttlegen body 1").CopyTo(associated, 0);
        Lab.Store.CopyTo(associated.AsSpan(17));
        Author.CopyTo(associated.AsSpan(17 + StoreId.Size));
        headerBytes.CopyTo(associated.AsSpan(17 + StoreId.Size + Source.Size));
        var body = new byte[content.Length + IRoomCipher.TagSize];
        cipher.Encrypt(TestCipher.KeyOf(1), nonce, associated, content, body);

        Assert.Equal(Opening.Void, new RoomEncryption(Lab.Store, cipher).TryOpen(Author, Batch.Read(headerBytes, body), out _, out var why));
        Assert.Contains("malformed", why, StringComparison.Ordinal);

        // What is right is not.
        content = Hex("82008161410041ff");
        body = new byte[content.Length + IRoomCipher.TagSize];
        cipher.Encrypt(TestCipher.KeyOf(1), nonce, associated, content, body);
        Assert.Equal(Opening.Open, new RoomEncryption(Lab.Store, cipher).TryOpen(Author, Batch.Read(headerBytes, body), out _, out _));
    }

    [Theory]
    [InlineData("870101010000 80 a0", 64)] // no kinds, and no key
    [InlineData("870101010000 816141 a103" + Key, 64)] // kinds, and a key
    [InlineData("870101010001 80 a103" + Key, 64)] // a wall clock in the clear
    [InlineData("870102010200 80 a103" + Key, 64)] // times that do not follow one another
    [InlineData("870101010000 80 a1034101", 64)] // no key
    [InlineData("870101010000 80 a103" + Key, 22)] // nothing in it
    [InlineData("87011903e801 1903e700 80 a103" + Key, 1000)] // more updates than it has room for
    public void Headers_and_sizes_that_break_a_rule_are_refused(string header, int bodyLength) =>
        Assert.Throws<WireFormatException>(() => Batch.Read(Hex(header), new byte[bodyLength]));

    [Fact]
    public void Those_that_do_not_are_not()
    {
        Assert.Equal(1, Batch.Read(Hex("870101010000 80 a103" + Key), new byte[23]).Header.Count);
        Assert.Equal(1000, Batch.Read(Hex("87011903e801 1903e700 80 a103" + Key), new byte[2021]).Header.Count);
    }

    [Fact]
    public void An_encrypted_batch_never_exceeds_its_limit()
    {
        var builder = new BatchBuilder(isToBeEncrypted: true);
        var count = 0;
        while (builder.TryAdd("Noted", (ulong)++count, 0, new byte[100]))
        {
        }

        var batch = Encryption(1).Encrypt(Author, builder.Seal(1));
        Assert.InRange(batch.Length, WireLimits.MaxBatchBytes - 300, WireLimits.MaxBatchBytes);
    }

    [Fact]
    public void The_largest_payload_fits_one_beside_an_origin()
    {
        var builder = new BatchBuilder(isToBeEncrypted: true) { Origin = new Origin(Lab.SourceOf(9), ulong.MaxValue, WireLimits.MaxSequence) };
        Assert.True(builder.TryAdd(new string('k', WireLimits.MaxKindBytes), ulong.MaxValue - 2, BatchHeader.MaxWallClock, new byte[WireLimits.MaxPayloadBytes]));
        Assert.InRange(Encryption(1).Encrypt(Author, builder.Seal(WireLimits.MaxSequence)).Length, 1, WireLimits.MaxBatchBytes);
    }

    [Fact]
    public void A_gap_in_logical_time_begins_another_batch()
    {
        var builder = new BatchBuilder(isToBeEncrypted: true);
        Assert.True(builder.TryAdd("Added", 1, 0, [1]));
        Assert.True(builder.TryAdd("Added", 2, 0, [1]));
        Assert.False(builder.TryAdd("Added", 4, 0, [1]));
    }

    private static RoomEncryption Encryption(int key) => new(Lab.Store, new TestCipher(0, key));

    private static Batch Encrypted()
    {
        var builder = new BatchBuilder(isToBeEncrypted: true);
        builder.TryAdd("Added", 1, 0, [0x81, 0x01]);
        return Encryption(1).Encrypt(Author, builder.Seal(1));
    }

    private static byte[] Hex(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
