using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>
/// Every feed that this peer holds, and the door to them: a batch enters only if it continues its feed in sequence, time and
/// chain (I2, I3, I7).
/// </summary>
internal sealed class FeedSet
{
    private readonly StoreId _store;
    private readonly SourceTable _sources;
    private readonly ulong _maxClockLead;

    // Parallel to the source table.
    private readonly List<Feed> _feeds = [];

    public FeedSet(StoreId store, SourceTable sources, ulong maxClockLead)
    {
        _store = store;
        _sources = sources;
        _maxClockLead = maxClockLead;
    }

    public int Count => _feeds.Count;

    public Feed this[int source] => _feeds[source];

    /// <summary>The highest logical time of any batch admitted.</summary>
    public ulong LastTime { get; private set; }

    /// <summary>
    /// A hash of the digest: equal on two peers that hold the same feeds. The exclusive or of the feeds' chain hashes, each of which commits to
    /// store, source, sequence and content.
    /// </summary>
    public ulong DigestHash { get; private set; }

    public Feed GetOrAdd(Source source)
    {
        var index = _sources.GetOrAdd(source);
        if (index == _feeds.Count) _feeds.Add(new Feed(_store, source, index));
        return _feeds[index];
    }

    public bool TryGet(Source source, out Feed feed)
    {
        if (_sources.TryGetIndex(source, out var index))
        {
            feed = _feeds[index];
            return true;
        }

        feed = null!;
        return false;
    }

    /// <summary>Admits a batch, or says why not.</summary>
    /// <param name="source">The author.</param>
    /// <param name="chainBefore">The prefix of the chain hash before the batch, as the sender has it.</param>
    /// <param name="batch">The batch, its shape checked.</param>
    /// <param name="isStored">Whether it was admitted before: its clock was judged then, against feeds that may not be loaded yet.</param>
    /// <param name="why">Unless admitted or a duplicate: what is wrong.</param>
    public Admission Admit(Source source, ulong chainBefore, Batch batch, out string why, bool isStored = false)
    {
        why = "";
        var header = batch.Header;
        var known = TryGet(source, out var feed);
        var next = known ? feed.LastSequence + 1 : 1;
        if (header.FirstSequence > next)
        {
            why = $"sequence {header.FirstSequence} follows {next - 1}";
            return Admission.Gap;
        }

        if (header.FirstSequence < next) return JudgeHeld(feed, chainBefore, batch, out why);

        var head = known ? feed.Head : ChainHash.Genesis(_store, source);
        if (head.Prefix != chainBefore)
        {
            why = $"the chain before sequence {next} differs";
            return Admission.Fork;
        }

        if (known && header.BaseTime <= feed.LastTime)
        {
            why = $"logical time {header.BaseTime} does not follow {feed.LastTime}";
            return Admission.Refused;
        }

        if (!isStored && header.LastTime > LastTime && header.LastTime - LastTime > _maxClockLead)
        {
            why = $"logical time {header.LastTime} is more than {_maxClockLead} ahead of {LastTime}";
            return Admission.NotYet;
        }

        if (header.HasUnknownCritical)
        {
            why = "it carries a critical extension of a newer version";
            return Admission.NotYet;
        }

        Append(GetOrAdd(source), batch);
        return Admission.Admitted;
    }

    /// <summary>Appends a batch of one's own, or one that was admitted before.</summary>
    public void Append(Feed feed, Batch batch)
    {
        DigestHash ^= feed.BatchCount == 0 ? 0 : feed.Head.Prefix;
        feed.Append(batch);
        DigestHash ^= feed.Head.Prefix;
        LastTime = Math.Max(LastTime, batch.Header.LastTime);
    }

    private static Admission JudgeHeld(Feed feed, ulong chainBefore, Batch batch, out string why)
    {
        var index = feed.FirstBatchAfter(batch.Header.FirstSequence - 1);
        var held = feed[index];
        why = "";
        if (feed.HashBefore(index).Prefix == chainBefore
            && held.HeaderBytes.SequenceEqual(batch.HeaderBytes)
            && held.BodyBytes.SequenceEqual(batch.BodyBytes))
        {
            return Admission.Duplicate;
        }

        why = $"another batch stands at sequence {batch.Header.FirstSequence}";
        return Admission.Fork;
    }
}
