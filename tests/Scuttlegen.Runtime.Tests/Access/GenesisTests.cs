using CsCheck;
using Scuttlegen.Wire;
using Oracle = System.Formats.Cbor;

namespace Scuttlegen.Tests.Access;

public sealed class GenesisTests
{
    /// <summary>These and the store id below were computed by another program, from what <c>docs/protocol.md</c> says.</summary>
    private const string Text = "scuttlegen:hXRzY3V0dGxlZ2VuIGdlbmVzaXMgMVggAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyBQZGVmZ2hpamtsbW5vcHFyc2xBbGljZSdzIGhvbWUBUJhFVg";

    private static readonly PeerId Owner = new([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);
    private static readonly byte[] Nonce = [.. Enumerable.Range(100, 16).Select(i => (byte)i)];

    private static readonly Gen<Genesis> Any =
        from owner in Gen.Byte.Array[PeerId.Size].Where(bytes => bytes.Any(b => b > 0))
        from nonce in Gen.Byte.Array[Genesis.NonceSize]
        from name in Gen.String[Gen.Char['\u0000', '\u0400'], 0, Genesis.MaxNameLength]
        from role in Gen.Int[0, 2]
        select Genesis.Create(new PeerId(owner), name, (AccessRole)role, nonce);

    [Fact]
    public void What_is_read_from_bytes_or_text_is_what_was_written() => Any.Sample(genesis =>
    {
        foreach (var read in new[] { Genesis.FromBytes(genesis.Bytes.Span), Genesis.Parse(genesis.ToString()) })
        {
            Assert.Equal(genesis, read);
            Assert.Equal((genesis.Owner, genesis.Name, genesis.DefaultRole), (read.Owner, read.Name, read.DefaultRole));
            Assert.Equal(genesis.Nonce.ToArray(), read.Nonce.ToArray());
            Assert.Equal(genesis.Bytes.ToArray(), read.Bytes.ToArray());
        }
    });

    /// <summary>Frozen: another form would be another store.</summary>
    [Fact]
    public void Bytes_text_and_store_id_are_frozen()
    {
        var genesis = Genesis.Create(Owner, "Alice's home", AccessRole.Reader, Nonce);
        Assert.Equal(Independent("scuttlegen genesis 1", Owner, Nonce, "Alice's home", 1), genesis.Bytes.ToArray());
        Assert.Equal(Text, genesis.ToString());

        Assert.Equal("1da8c14705cb5b92264729b2490ef827", StoreId.Create("NotebookStore", "kitchen", genesis).ToString());
    }

    /// <summary>Nobody can put another owner, name or default role in its place and be heard in the same store.</summary>
    [Fact]
    public void Whatever_is_changed_in_it_is_another_store()
    {
        var other = new PeerId([.. Enumerable.Range(2, 32).Select(i => (byte)i)]);
        byte[] otherNonce = [.. Nonce.Reverse()];
        var genesis = Genesis.Create(Owner, "home", AccessRole.None, Nonce);
        var forged = new[]
        {
            Genesis.Create(other, "home", AccessRole.None, Nonce),
            Genesis.Create(Owner, "house", AccessRole.None, Nonce),
            Genesis.Create(Owner, "home", AccessRole.Writer, Nonce),
            Genesis.Create(Owner, "home", AccessRole.None, otherNonce),
        };
        Assert.All(forged, forgery => Assert.NotEqual(genesis, forgery));
        var ids = forged.Select(forgery => StoreId.Create("Store", "", forgery))
            .Append(StoreId.Create("Store", "", genesis)).Append(StoreId.Create("Other", "", genesis)).Append(StoreId.Create("Store", "room", genesis)).Append(StoreId.Create("Store", ""));
        Assert.Distinct(ids);
    }

    [Fact]
    public void Two_of_one_owner_are_two_stores() => Assert.NotEqual(Genesis.Create(Owner, "home"), Genesis.Create(Owner, "home"));

    [Fact]
    public void A_slip_in_the_text_is_noticed()
    {
        var text = Genesis.Create(Owner, "home", AccessRole.None, Nonce).ToString();
        for (var i = 0; i < text.Length; i++)
        {
            Assert.False(Genesis.TryParse(text.Remove(i, 1), out _));
            foreach (var c in "aZ9-_ =")
            {
                if (c != text[i]) Assert.False(Genesis.TryParse(text.Remove(i, 1).Insert(i, $"{c}"), out _), $"{c} at {i}");
            }
        }

        foreach (var other in new[] { null, "", "scuttlegen:", text + "A", text + "=", " " + text, text[11..], text.ToUpperInvariant(), "scuttlegen:" + new string('A', 100_000) })
            Assert.False(Genesis.TryParse(other, out _));
        var thrown = Assert.Throws<FormatException>(() => Genesis.Parse(text + "A"));
        Assert.Contains("scuttlegen:", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_canonical_bytes_are_read()
    {
        var bytes = Genesis.Create(Owner, "home", AccessRole.None, Nonce).Bytes.ToArray();
        for (var length = 0; length < bytes.Length; length++) Assert.Throws<WireFormatException>(() => Genesis.FromBytes(bytes.AsSpan(0, length)));
        Assert.Equal(WireFormatError.TrailingBytes, Assert.Throws<WireFormatException>(() => Genesis.FromBytes([.. bytes, 0])).Error);
        Assert.Equal(WireFormatError.TooLarge, Assert.Throws<WireFormatException>(() => Genesis.FromBytes(new byte[400])).Error);

        // A change of any bit is refused, or another genesis with those very bytes.
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            byte[] changed = [.. bytes];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                Assert.Equal(changed, Genesis.FromBytes(changed).Bytes.ToArray());
            }
            catch (WireFormatException)
            {
            }
        }
    }

    [Theory]
    [InlineData("scuttlegen genesis 2", 32, 16, "home", 0)]
    [InlineData("scuttlegen genesis 1", 31, 16, "home", 0)]
    [InlineData("scuttlegen genesis 1", 0, 16, "home", 0)]
    [InlineData("scuttlegen genesis 1", 32, 15, "home", 0)]
    [InlineData("scuttlegen genesis 1", 32, 16, "12345678901234567890123456789012345678901234567890123456789012345", 0)]
    [InlineData("scuttlegen genesis 1", 32, 16, "home", 3)]
    public void What_no_version_of_ours_writes_is_refused(string format, int owner, int nonce, string name, int role) =>
        Assert.Throws<WireFormatException>(() => Genesis.FromBytes(Independent(format, Owner, Nonce.AsSpan(0, nonce), name, role, owner)));

    [Fact]
    public void What_cannot_be_one_is_not_created()
    {
        Assert.Equal("owner", Assert.Throws<ArgumentException>(() => Genesis.Create(default)).ParamName);
        Assert.Equal("name", Assert.Throws<ArgumentException>(() => Genesis.Create(Owner, new string('x', 65))).ParamName);
        Assert.Equal("name", Assert.Throws<ArgumentException>(() => Genesis.Create(Owner, "\ud800")).ParamName);
        Assert.Equal("nonce", Assert.Throws<ArgumentException>(() => Genesis.Create(Owner, nonce: new byte[15])).ParamName);
        Assert.Equal("defaultRole", Assert.Throws<ArgumentOutOfRangeException>(() => Genesis.Create(Owner, "", AccessRole.Owner)).ParamName);
        Assert.Throws<ArgumentNullException>(() => Genesis.Create(Owner, null!));
        Assert.Equal(64, Genesis.Create(Owner, new string('\u20ac', 64)).Name.Length);
    }

    [Fact]
    public async Task A_storage_of_another_owner_s_store_is_not_opened()
    {
        var storage = new InMemoryFeedStorage(Owner);
        var mine = StoreId.Create("Store", "", Genesis.Create(Owner));
        Assert.Equal(Owner, (await storage.OpenAsync(mine, TestContext.Current.CancellationToken)).Peer);
        await storage.DisposeAsync();
        await Assert.ThrowsAsync<IOException>(async () => await storage.OpenAsync(StoreId.Create("Store", "", Genesis.Create(Owner)), TestContext.Current.CancellationToken));
    }

    /// <summary>The bytes by another implementation.</summary>
    private static byte[] Independent(string format, PeerId owner, ReadOnlySpan<byte> nonce, string name, int role, int ownerSize = 32)
    {
        var id = new byte[PeerId.Size];
        owner.CopyTo(id);
        if (ownerSize == 0) id = new byte[PeerId.Size];
        else id = id[..ownerSize];
        var writer = new Oracle.CborWriter(Oracle.CborConformanceMode.Canonical);
        writer.WriteStartArray(5);
        writer.WriteTextString(format);
        writer.WriteByteString(id);
        writer.WriteByteString(nonce);
        writer.WriteTextString(name);
        writer.WriteInt32(role);
        writer.WriteEndArray();
        return writer.Encode();
    }
}
