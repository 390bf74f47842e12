using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Scuttlegen.Ed25519;

/// <summary>
/// Keeps a key in a file that only its owner can read. Created whole or not at all: of two processes that create it at once, both use the same key. On Unix the file has the mode 600, and is refused if it
/// has gained more; on Windows it has the rights of its folder.
/// </summary>
/// <remarks>The file is text: a line that says what it is, the key, and the public key, by which damage is noticed; both in base64.</remarks>
public sealed class FileKeyStore : IKeyStore
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int Base64Size = 44;

    private static readonly int FileSize = Magic.Length + Base64Size + 1 + Base64Size + 1;

    /// <summary>Creates the store; nothing is read or written yet.</summary>
    /// <param name="path">The file, absolute or relative to the current folder of this moment. Folders that are missing are created, for their owner alone.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty, names a folder, or is no path.</exception>
    public FileKeyStore(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (System.IO.Path.EndsInDirectorySeparator(path)) throw new ArgumentException($"A key is kept in a file, not in a folder: '{path}'.", nameof(path));
        Path = System.IO.Path.GetFullPath(path);
    }

    /// <summary>Where a user's key is kept if nobody says otherwise: <c>scuttlegen/ed25519.key</c> in the folder for local application data.</summary>
    public static string DefaultPath => System.IO.Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "scuttlegen", "ed25519.key");

    /// <summary>The file's full path.</summary>
    public string Path { get; }

    private static ReadOnlySpan<byte> Magic => "scuttlegen ed25519 key 1\n"u8;

    /// <inheritdoc/>
    /// <exception cref="KeyFileException">Others can read the file, it is no key file, or it is damaged.</exception>
    /// <exception cref="IOException">It cannot be read or created.</exception>
    /// <exception cref="UnauthorizedAccessException">The operating system refuses.</exception>
    public Ed25519Key LoadOrCreate() => Load() ?? Create() ?? Load() ?? throw new KeyFileException(Path, $"The key file '{Path}' comes and goes.");

    /// <summary>Keeps a key that was created or exported elsewhere.</summary>
    /// <exception cref="KeyFileException">There is a file already: it is not overwritten.</exception>
    /// <exception cref="IOException">It cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The operating system refuses.</exception>
    public void Save(Ed25519Key key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!TrySave(key)) throw new KeyFileException(Path, $"There is a file '{Path}' already, and a key is never overwritten: remove it, or choose another.");
    }

    private Ed25519Key? Load()
    {
        var content = new byte[FileSize + 1];
        try
        {
            int length;
            try
            {
                using var file = new FileStream(Path, new FileStreamOptions { BufferSize = 0 });
                RefuseIfOthersCanRead(file);
                length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            }
            catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
            {
                return null;
            }

            return Parse(content.AsSpan(0, length));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    private Ed25519Key? Create()
    {
        var key = Ed25519Key.Create();
        if (TrySave(key)) return key;
        key.Dispose();
        return null;
    }

    /// <summary>Writes a file beside the one that is to be, and gives it its name, which fails if there is one of that name.</summary>
    private bool TrySave(Ed25519Key key)
    {
        var folder = System.IO.Path.GetDirectoryName(Path)!;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        var temporary = $"{Path}.{Guid.NewGuid():n}";
        var content = Format(key);
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
            using (var file = new FileStream(temporary, options))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, Path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(Path))
        {
            return false;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
            File.Delete(temporary);
        }
    }

    private void RefuseIfOthersCanRead(FileStream file)
    {
        if (OperatingSystem.IsWindows()) return;
        var mode = File.GetUnixFileMode(file.SafeFileHandle);
        if ((mode & ~(OwnerOnly | UnixFileMode.UserExecute)) == 0) return;
        throw new KeyFileException(
            Path, $"The key file '{Path}' can be used by others (its mode is {Convert.ToString((int)mode, 8)}): whoever reads it can write in this peer's name. If nobody has, run: chmod 600 '{Path}'.");
    }

    private static byte[] Format(Ed25519Key key)
    {
        var content = new byte[FileSize];
        Magic.CopyTo(content);
        Span<byte> bytes = stackalloc byte[Ed25519Key.Size];
        key.Export(bytes);
        Base64.EncodeToUtf8(bytes, content.AsSpan(Magic.Length), out _, out _);
        CryptographicOperations.ZeroMemory(bytes);
        key.Peer.CopyTo(bytes);
        Base64.EncodeToUtf8(bytes, content.AsSpan(Magic.Length + Base64Size + 1), out _, out _);
        content[Magic.Length + Base64Size] = content[^1] = (byte)'\n';
        return content;
    }

    private Ed25519Key Parse(ReadOnlySpan<byte> content)
    {
        if (!content.StartsWith(Magic)) throw new KeyFileException(Path, $"The file '{Path}' is no key file.");
        Span<byte> seed = stackalloc byte[Ed25519Key.Size], peer = stackalloc byte[PeerId.Size];
        try
        {
            if (content.Length == FileSize
                && TryDecode(content.Slice(Magic.Length, Base64Size), seed)
                && TryDecode(content.Slice(Magic.Length + Base64Size + 1, Base64Size), peer))
            {
                var key = Ed25519Key.Import(seed);
                if (key.Peer == new PeerId(peer)) return key;
                key.Dispose();
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }

        throw new KeyFileException(Path, $"The key file '{Path}' is damaged: put back a copy of it. Without one this peer's identity is lost: remove the file, and what it signed for, and begin anew.");
    }

    private static bool TryDecode(ReadOnlySpan<byte> base64, Span<byte> destination)
    {
        Span<byte> decoded = stackalloc byte[Base64Size];
        try
        {
            if (Base64.DecodeFromUtf8(base64, decoded, out var consumed, out var written) != OperationStatus.Done || consumed != Base64Size || written != destination.Length) return false;
            decoded[..written].CopyTo(destination);
            return true;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(decoded);
        }
    }
}
