namespace Scuttlegen;

/// <summary>
/// Signs this peer's batches and checks those of others: a signature scheme in which a <see cref="PeerId"/> is all that is needed to check what that peer signed. Pure: the same bytes give
/// the same verdict on every peer, at any time. Not to be confused with <see cref="SignerAttribute"/>, which completes single actions.
/// </summary>
/// <remarks>One store uses one instance, one call at a time, and disposes it. All peers of a store must use the same scheme.</remarks>
public interface ISigner : IDisposable
{
    /// <summary>How long a signature is, in bytes; at most 1,024.</summary>
    int SignatureSize { get; }

    /// <summary>Who signs here.</summary>
    PeerId Peer { get; }

    /// <summary>Signs in the name of <see cref="Peer"/>.</summary>
    /// <param name="message">What is signed.</param>
    /// <param name="signature">Takes the signature: <see cref="SignatureSize"/> bytes.</param>
    void Sign(ReadOnlySpan<byte> message, Span<byte> signature);

    /// <summary>Whether <paramref name="signature"/> is <paramref name="author"/>'s over <paramref name="message"/>. Never throws, whatever bytes it is given.</summary>
    /// <param name="author">Who is said to have signed.</param>
    /// <param name="message">What is said to have been signed.</param>
    /// <param name="signature">The signature, of any length.</param>
    bool Verify(PeerId author, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);
}
