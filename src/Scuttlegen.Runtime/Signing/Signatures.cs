using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>What vouches for a store's feeds: their authors' signatures (W2); or nothing, where the store allows unsigned ones.</summary>
/// <param name="store">The store and room.</param>
/// <param name="signer">Signs and checks; <see langword="null"/> where nothing is signed.</param>
internal sealed class Signatures(StoreId store, ISigner? signer)
{
    /// <summary>Whether only signed updates count. If not, only unsigned ones do.</summary>
    public bool AreDemanded => signer is not null;

    /// <summary>One's own batch with one's signature over all of the feed up to its end; as it is where nothing is signed.</summary>
    public Batch Sign(Source self, Batch batch, ChainHash after)
    {
        if (signer is null) return batch;
        Span<byte> buffer = stackalloc byte[SignedMessage.MaxBytes];
        return batch.WithSignature(Sign(signer, SignedMessage.OfBatch(store, self, batch.Header.LastSequence, after, buffer)));
    }

    /// <summary>Whether a signature is the source's over all of its feed up to <paramref name="lastSequence"/>.</summary>
    public bool Vouch(Source source, ulong lastSequence, ChainHash after, ReadOnlySpan<byte> signature)
    {
        Span<byte> buffer = stackalloc byte[SignedMessage.MaxBytes];
        return signer!.Verify(source.Peer, SignedMessage.OfBatch(store, source, lastSequence, after, buffer).Bytes, signature);
    }

    /// <summary>One's own signature over a session; <see langword="null"/> where nothing is signed.</summary>
    public byte[]? SignSession(Source self, ulong session)
    {
        Span<byte> buffer = stackalloc byte[SignedMessage.MaxBytes];
        return signer is null ? null : Sign(signer, SignedMessage.OfSession(store, self, session, buffer));
    }

    /// <summary>Whether whoever claims a session may: its source has signed it, or nothing is signed.</summary>
    public bool IsSessionOf(Source source, ulong session, ReadOnlySpan<byte> signature)
    {
        Span<byte> buffer = stackalloc byte[SignedMessage.MaxBytes];
        return signer is null || signer.Verify(source.Peer, SignedMessage.OfSession(store, source, session, buffer).Bytes, signature);
    }

    private static byte[] Sign(ISigner signer, SignedMessage message)
    {
        var signature = new byte[signer.SignatureSize];
        signer.Sign(message.Bytes, signature);
        return signature;
    }
}
