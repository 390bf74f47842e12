namespace Scuttlegen.Ed25519.Tests;

/// <summary>Keys: made, kept, moved, and never shown.</summary>
public sealed class KeyTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scuttlegen-keys-");

    private string KeyPath => Path.Combine(_folder.FullName, "deep", "er", "peer.key");

    public void Dispose() => _folder.Delete(recursive: true);

    private PeerId LoadOrCreate()
    {
        using var key = new FileKeyStore(KeyPath).LoadOrCreate();
        return key.Peer;
    }

    [Fact]
    public void A_key_is_created_once_and_kept()
    {
        var peer = LoadOrCreate();
        Assert.Equal(peer, LoadOrCreate());
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(KeyPath)!));
    }

    [Fact]
    public void Only_its_owner_can_read_the_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        if (OperatingSystem.IsWindows()) return;
        LoadOrCreate();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(KeyPath)!));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_file_that_others_can_use_is_refused_with_the_command_that_mends_it(UnixFileMode more)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        if (OperatingSystem.IsWindows()) return;
        var peer = LoadOrCreate();
        var mode = File.GetUnixFileMode(KeyPath);
        File.SetUnixFileMode(KeyPath, mode | more);
        var refused = Assert.Throws<KeyFileException>(() => LoadOrCreate().ToString());
        Assert.Equal(KeyPath, refused.Path);
        Assert.Contains($"chmod 600 '{KeyPath}'", refused.Message, StringComparison.Ordinal);
        File.SetUnixFileMode(KeyPath, mode);
        Assert.Equal(peer, LoadOrCreate());
    }

    [Fact]
    public async Task Those_who_create_it_at_once_get_the_same_key()
    {
        var peers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(LoadOrCreate)));
        Assert.Single(peers.Distinct());
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(KeyPath)!));
    }

    [Fact]
    public void Damage_is_noticed_and_the_file_left_alone()
    {
        LoadOrCreate();
        var content = File.ReadAllBytes(KeyPath);
        for (var i = 0; i < content.Length; i++)
        {
            byte[] damaged = [.. content];
            damaged[i] ^= 0x01;
            if (i == content.Length - 1 || i == 69) continue; // line ends say nothing
            File.WriteAllBytes(KeyPath, damaged);
            Assert.Throws<KeyFileException>(() => LoadOrCreate().ToString());
            Assert.Equal(damaged, File.ReadAllBytes(KeyPath));
        }

        foreach (var length in new[] { 0, 10, 60, content.Length - 2 })
        {
            File.WriteAllBytes(KeyPath, content[..length]);
            Assert.Throws<KeyFileException>(() => LoadOrCreate().ToString());
        }

        File.WriteAllBytes(KeyPath, [.. content, (byte)'\n']);
        Assert.Throws<KeyFileException>(() => LoadOrCreate().ToString());
    }

    [Fact]
    public void A_key_is_exported_and_imported_and_never_overwritten()
    {
        using var key = Ed25519Key.Create();
        Span<byte> seed = stackalloc byte[Ed25519Key.Size];
        key.Export(seed);
        using var imported = Ed25519Key.Import(seed);
        Assert.Equal(key.Peer, imported.Peer);

        new FileKeyStore(KeyPath).Save(imported);
        Assert.Equal(key.Peer, LoadOrCreate());
        using var other = Ed25519Key.Create();
        Assert.Throws<KeyFileException>(() => new FileKeyStore(KeyPath).Save(other));
        Assert.Equal(key.Peer, LoadOrCreate());
    }

    [Fact]
    public void Wrong_lengths_and_disposed_keys_throw()
    {
        var key = Ed25519Key.Create();
        Assert.Throws<ArgumentException>(() => Ed25519Key.Import(new byte[31]));
        Assert.Throws<ArgumentException>(() => key.Export(new byte[31]));
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.Export(new byte[32]));
    }

    [Fact]
    public void No_text_shows_it()
    {
        using var key = Ed25519Key.Create();
        var seed = new byte[Ed25519Key.Size];
        key.Export(seed);
        foreach (var text in new[] { key.ToString(), new Ed25519Signer(key, ownsKey: false).ToString()!, new StoreOptions().UseEd25519(key).ToString() })
        {
            Assert.DoesNotContain(Convert.ToHexString(seed), text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToBase64String(seed), text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("folder/")]
    public void What_is_no_file_is_refused_at_once(string path) => Assert.ThrowsAny<ArgumentException>(() => new StoreOptions().UseEd25519(path));
}
