using System.Collections.Immutable;
using System.Security.Cryptography;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>A batch of which only the hash of the body is known: what a chain needs.</summary>
internal readonly record struct ChainLink(ReadOnlyMemory<byte> Header, ReadOnlyMemory<byte> BodyHash)
{
    public static ChainLink Of(Batch batch) => new(batch.HeaderMemory, SHA256.HashData(batch.BodyBytes));

    public ChainHash After(ChainHash before) => before.NextOf(Header.Span, BodyHash.Span);
}

/// <summary>
/// One of the two batches of a fork proof, and what vouches for it: the batches that follow it up to one that carries its author's signature, which is often itself. Unsigned, neither.
/// </summary>
/// <param name="First">The batch.</param>
/// <param name="Links">What follows it, up to the signed batch.</param>
/// <param name="Signature">The signature over the feed up to the end of the last link.</param>
internal sealed record ForkBranch(ChainLink First, ImmutableArray<ChainLink> Links, ReadOnlyMemory<byte> Signature)
{
    /// <summary>A branch that is held up to a signed batch, or of an unsigned feed.</summary>
    public static ForkBranch Of(ReadOnlySpan<Batch> run)
    {
        var signature = run[^1].Signature;
        return new ForkBranch(ChainLink.Of(run[0]), signature.IsEmpty ? [] : LinksOf(run[1..]), signature);
    }

    /// <summary>Batches that lead to where another branch begins, which is vouched for.</summary>
    public static ForkBranch Of(ReadOnlySpan<Batch> run, ForkBranch continued) =>
        new(ChainLink.Of(run[0]), [.. LinksOf(run[1..]), continued.First, .. continued.Links], continued.Signature);

    /// <summary>In bytewise order of header, then body hash; what vouches for them does not count.</summary>
    public static int Compare(ForkBranch one, ForkBranch other)
    {
        var order = one.First.Header.Span.SequenceCompareTo(other.First.Header.Span);
        return order != 0 ? order : one.First.BodyHash.Span.SequenceCompareTo(other.First.BodyHash.Span);
    }

    /// <summary>Whether its author has signed it, at its place in the feed.</summary>
    public bool IsSignedBy(Source source, ChainHash before, Signatures signatures)
    {
        var (hash, last) = (First.After(before), BatchHeader.Read(First.Header.Span).LastSequence);
        foreach (var link in Links)
        {
            var header = BatchHeader.Read(link.Header.Span);
            if (header.FirstSequence != last + 1) return false;
            (hash, last) = (link.After(hash), header.LastSequence);
        }

        return signatures.Vouch(source, last, hash, Signature.Span);
    }

    private static ImmutableArray<ChainLink> LinksOf(ReadOnlySpan<Batch> batches)
    {
        var links = ImmutableArray.CreateBuilder<ChainLink>(batches.Length);
        foreach (var batch in batches) links.Add(ChainLink.Of(batch));
        return links.MoveToImmutable();
    }
}
