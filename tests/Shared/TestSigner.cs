using System.Security.Cryptography;

namespace Scuttlegen.Tests;

/// <summary>
/// A signature scheme for tests that sign much: a hash under a secret that everybody could work out. Fast, and enough where attackers keep to the rule that they sign only under identities of their own.
/// </summary>
internal sealed class TestSigner(PeerId peer) : ISigner
{
    public const int Size = SHA512.HashSizeInBytes;

    public int SignatureSize => Size;

    public PeerId Peer => peer;

    /// <summary>How many signatures were checked.</summary>
    public int Checked { get; private set; }

    public void Sign(ReadOnlySpan<byte> message, Span<byte> signature) => Sign(peer, message, signature);

    public bool Verify(PeerId author, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        Checked++;
        Span<byte> genuine = stackalloc byte[Size];
        Sign(author, message, genuine);
        return signature.SequenceEqual(genuine);
    }

    public void Dispose()
    {
    }

    private static void Sign(PeerId author, ReadOnlySpan<byte> message, Span<byte> signature)
    {
        Span<byte> input = stackalloc byte[PeerId.Size + message.Length];
        author.CopyTo(input);
        message.CopyTo(input[PeerId.Size..]);
        SHA512.HashData(input, signature);
    }
}
