namespace Scuttlegen.Encryption.Tests;

public sealed class KeyTests
{
    [Fact]
    public void A_key_is_exported_imported_and_known_by_its_id()
    {
        using var key = RoomKey.Create();
        using var another = RoomKey.Create();
        var bytes = new byte[RoomKey.Size];
        key.Export(bytes);
        using var same = RoomKey.Import(bytes);
        Assert.Equal(key.Id, same.Id);
        Assert.Equal(RoomKeyId.Of(bytes), key.Id);
        Assert.NotEqual(key.Id, another.Id);
    }

    [Fact]
    public void No_text_shows_a_key()
    {
        using var key = RoomKey.Create();
        using var ring = new RoomKeyRing(key);
        var bytes = new byte[RoomKey.Size];
        key.Export(bytes);
        var texts = string.Join('\n', key.ToString(), key.Id.ToString(), ring.ToString());
        for (var i = 0; i + 4 <= bytes.Length; i++) Assert.DoesNotContain(Convert.ToHexStringLower(bytes, i, 4), texts, StringComparison.Ordinal);
        Assert.Equal(key.Id.ToString(), key.ToString());
    }

    [Fact]
    public void Wrong_lengths_are_refused_and_a_disposed_key_is_gone()
    {
        Assert.Throws<ArgumentException>(() => RoomKey.Import(new byte[31]));
        Assert.Throws<ArgumentException>(() => RoomKey.Import(new byte[33]));
        var key = RoomKey.Create();
        Assert.Throws<ArgumentException>(() => key.Export(new byte[31]));
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.Export(new byte[RoomKey.Size]));
    }

    [Fact]
    public void A_ring_grows_says_so_and_owns_what_it_took()
    {
        var (first, second, third) = (RoomKey.Create(), RoomKey.Create(), RoomKey.Create());
        var bytes = new byte[RoomKey.Size];
        second.Export(bytes);
        using var again = RoomKey.Import(bytes);
        var ring = new RoomKeyRing(first, second);
        using var cipher = new RingCipher(ring);
        var told = 0;
        cipher.KeyAdded += (_, _) => told++;

        Assert.False(ring.Add(again));
        Assert.Equal((0, first.Id), (told, ring.CurrentKey));
        Assert.True(ring.Rotate(third));
        Assert.Equal((1, third.Id, third.Id), (told, ring.CurrentKey, cipher.CurrentKey));
        Assert.False(ring.Rotate(again));
        Assert.Equal((1, second.Id), (told, ring.CurrentKey));
        Assert.Equal(new[] { first.Id, second.Id, third.Id }.ToHashSet(), ring.Keys.ToHashSet());
        Assert.All(ring.Keys, key => Assert.True(cipher.Holds(key)));

        cipher.Dispose();
        ring.Add(RoomKey.Create());
        Assert.Equal(1, told);
        ring.Dispose();
        Assert.Throws<ObjectDisposedException>(() => third.Export(bytes));
        again.Export(bytes);
    }
}
