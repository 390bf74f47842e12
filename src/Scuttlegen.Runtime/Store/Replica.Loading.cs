using System.Runtime.InteropServices;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <content>
/// What was stored before. Where signatures are demanded it counts only as far as one vouches for it, as when it was admitted: of a feed whose end was lost, what stands between the last signature and there is left
/// alone, asked for again, and then stored twice.
/// </content>
internal sealed partial class Replica<TState>
{
    // What no signature that was read so far vouches for, by source and the prefix of the chain hash after it. Few: a run is short, and whatever is vouched for leaves.
    private readonly Dictionary<(Source Source, ulong After), ChainedBatch> _unvouched = [];

    /// <summary>Takes back a batch that was stored before. Call <see cref="Loaded"/> after the last.</summary>
    /// <exception cref="InvalidDataException">It does not continue its feed.</exception>
    /// <exception cref="InvalidOperationException">It is signed, and this store is one where nothing is.</exception>
    public void Load(StoredBatch stored)
    {
        if (_blocked.ContainsKey(stored.Source.Peer)) return;
        try
        {
            var batch = Batch.ReadStored(stored.Header.Span, stored.Body.Span, stored.Signature.Span);
            if (_feeds.Signatures.AreDemanded) LoadSigned(stored.Source, stored.ChainBefore, batch);
            else if (batch.Signature.IsEmpty) LoadNow(stored.Source, stored.ChainBefore, [batch]);
            else throw new InvalidOperationException("The storage holds signed updates, and this store allows unsigned ones. Open it with the key that it was written with (UseEd25519), or with another storage.");
        }
        catch (WireFormatException malformed)
        {
            throw new InvalidDataException($"A stored batch of source {stored.Source} is damaged: {malformed.Message}", malformed);
        }

        if (_staged.Count >= UpdatesPerLoad) LoadStaged();
    }

    private void LoadSigned(Source source, ulong chainBefore, Batch batch)
    {
        if (!TryResolveLoaded(source, batch.Header.FirstSequence - 1, chainBefore, out var before))
            throw new InvalidDataException($"A stored batch of source {source} from sequence {batch.Header.FirstSequence} on follows none that is stored.");
        var placed = ChainedBatch.Create(batch, before);
        if (batch.Signature.IsEmpty) _unvouched[(source, placed.After.Prefix)] = placed;
        else LoadRun(source, placed);
    }

    private bool TryResolveLoaded(Source source, ulong sequence, ulong prefix, out ChainHash hash)
    {
        if (_feeds.TryResolve(source, sequence, prefix, out hash)) return true;
        var isUnvouched = _unvouched.TryGetValue((source, prefix), out var batch) && batch.Batch.Header.LastSequence == sequence;
        if (isUnvouched) hash = batch!.After;
        return isUnvouched;
    }

    /// <summary>Takes a batch that is vouched for, and before it those that it thereby vouches for. Of a feed's signatures only the last is checked.</summary>
    private void LoadRun(Source source, ChainedBatch last)
    {
        List<ChainedBatch> run = [last];
        while (_unvouched.Remove((source, run[^1].Before.Prefix), out var before)) run.Add(before);
        run.Reverse();
        Batch[] batches = [.. run.Select(static item => item.Batch)];
        for (var i = 0; i < run.Count; i++) LoadNow(source, run[i].Before.Prefix, batches.AsSpan(i));
    }

    private void LoadNow(Source source, ulong chainBefore, ReadOnlySpan<Batch> run)
    {
        var admission = AdmitNow(source, chainBefore, run, out var chainAfter, out var why, isStored: true);
        var isStoredTwice = admission == Admission.Duplicate || (admission == Admission.Beyond && chainAfter != 0);
        if (!isStoredTwice && admission is not (Admission.Admitted or Admission.Evidence))
            throw new InvalidDataException($"A stored batch of source {source} does not continue its feed ({admission}): {why}");
    }

    /// <summary>Ends loading: what no signature vouches for is taken as far as a fork proof does, and of each feed the last signature is checked.</summary>
    private void EndRuns()
    {
        foreach (var ((source, _), batch) in _unvouched.Where(item => _feeds.IsVouchedForByProof(item.Key.Source, item.Value.After)).ToList())
        {
            _unvouched.Remove((source, batch.After.Prefix));
            LoadRun(source, batch);
        }

        foreach (var ((source, _), batch) in _unvouched)
        {
            if (source == Self) throw new InvalidDataException($"The storage holds updates of this peer from sequence {batch.Batch.Header.FirstSequence} on that it has not signed.");
        }

        _unvouched.Clear();
        for (var i = 0; _feeds.Signatures.AreDemanded && i < _feeds.Count; i++)
        {
            var feed = _feeds[i];
            if (feed.BatchCount == 0 || feed[feed.BatchCount - 1].Signature is not { IsEmpty: false } signature) continue;
            if (!_feeds.Signatures.Vouch(feed.Source, feed.LastSequence, feed.Head, signature.Span))
                throw new InvalidDataException($"The stored feed of source {feed.Source} ends at sequence {feed.LastSequence} with a signature that is not its author's.");
        }
    }
}
