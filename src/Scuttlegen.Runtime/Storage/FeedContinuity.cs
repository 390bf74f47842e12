using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>
/// Judges whether stored batches still make up feeds: each well-formed, each following the one before it in sequence, logical time and chain hash.
/// What a store refuses to load, this refuses too; a storage uses it to find how much of a damaged log is intact. It keeps a few dozen bytes per source and no
/// batch. Not thread-safe.
/// </summary>
public sealed class FeedContinuity
{
    private readonly StoreId _store;
    private readonly Dictionary<Source, Place> _places = [];

    /// <summary>Begins with nothing: the first batch of each source must be that feed's first.</summary>
    /// <param name="store">The store whose feeds they are: the chain of every feed begins with it.</param>
    public FeedContinuity(StoreId store) => _store = store;

    /// <summary>The last sequence of a feed that was accepted; 0 if none was.</summary>
    public ulong LastSequenceOf(Source source) => _places.TryGetValue(source, out var place) ? place.Sequence : 0;

    /// <summary>Accepts a batch if it continues its feed. A batch that does not changes nothing.</summary>
    /// <param name="batch">The next batch of its source.</param>
    /// <param name="problem">Why it does not continue its feed; empty if it does.</param>
    /// <returns>Whether it does.</returns>
    public bool TryContinue(in StoredBatch batch, out string problem)
    {
        if (!_places.TryGetValue(batch.Source, out var place)) place = new Place(0, 0, ChainHash.Genesis(_store, batch.Source));
        BatchHeader header;
        try
        {
            header = BatchHeader.Read(batch.Header.Span);
            BatchBody.Check(header, batch.Body.Span);
        }
        catch (WireFormatException malformed)
        {
            problem = malformed.Message;
            return false;
        }

        problem = header.FirstSequence != place.Sequence + 1 ? $"sequence {header.FirstSequence} follows {place.Sequence}"
            : place.Head.Prefix != batch.ChainBefore ? $"the chain before sequence {header.FirstSequence} differs"
            : header.BaseTime <= place.Time ? $"logical time {header.BaseTime} does not follow {place.Time}"
            : "";
        if (problem.Length > 0) return false;
        _places[batch.Source] = new Place(header.LastSequence, header.LastTime, place.Head.Next(batch.Header.Span, batch.Body.Span));
        return true;
    }

    private readonly record struct Place(ulong Sequence, ulong Time, ChainHash Head);
}
