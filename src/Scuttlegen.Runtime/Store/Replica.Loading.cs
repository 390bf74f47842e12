using System.Runtime.InteropServices;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <content>
/// What was stored before. Where signatures are demanded it counts only as far as one vouches for it, as when it was admitted: of a feed whose end was lost, what stands between the last signature and there is left
/// alone, asked for again, and then stored twice.
/// </content>
internal sealed partial class Replica<TState>
{
    // What has been read of a feed since its last signature.
    private readonly Dictionary<Source, List<(ulong ChainBefore, Batch Batch)>> _unvouched = [];

    /// <summary>Takes back a batch that was stored before. Call <see cref="Loaded"/> after the last.</summary>
    /// <exception cref="InvalidDataException">It does not continue its feed.</exception>
    /// <exception cref="InvalidOperationException">It is signed, and this store is one where nothing is.</exception>
    public void Load(StoredBatch stored)
    {
        try
        {
            var batch = Batch.ReadStored(stored.Header.Span, stored.Body.Span, stored.Signature.Span);
            if (_feeds.Signatures.AreDemanded) LoadIntoRun(stored.Source, stored.ChainBefore, batch);
            else if (batch.Signature.IsEmpty) LoadNow(stored.Source, stored.ChainBefore, [batch]);
            else throw new InvalidOperationException("The storage holds signed updates, and this store allows unsigned ones. Open it with the key that it was written with (UseEd25519), or with another storage.");
        }
        catch (WireFormatException malformed)
        {
            throw new InvalidDataException($"A stored batch of source {stored.Source} is damaged: {malformed.Message}", malformed);
        }

        if (_staged.Count >= UpdatesPerLoad) LoadStaged();
    }

    private void LoadIntoRun(Source source, ulong chainBefore, Batch batch)
    {
        ref var run = ref CollectionsMarshal.GetValueRefOrAddDefault(_unvouched, source, out _);
        run ??= [];
        if (run.Count > 0 && run[^1].Batch.Header.LastSequence + 1 != batch.Header.FirstSequence) EndRun(source, run);
        run.Add((chainBefore, batch));
        if (batch.Signature.IsEmpty) return;
        LoadRun(source, run);
    }

    /// <summary>Takes a run whose last batch is signed. Of a feed's signatures only the last is checked: it vouches for all before it.</summary>
    private void LoadRun(Source source, List<(ulong ChainBefore, Batch Batch)> run)
    {
        Batch[] batches = [.. run.Select(static item => item.Batch)];
        for (var i = 0; i < run.Count; i++) LoadNow(source, run[i].ChainBefore, batches.AsSpan(i));
        run.Clear();
    }

    private void LoadNow(Source source, ulong chainBefore, ReadOnlySpan<Batch> run)
    {
        var admission = AdmitNow(source, chainBefore, run, out var chainAfter, out var why, isStored: true);
        var isStoredTwice = admission == Admission.Duplicate || (admission == Admission.Beyond && chainAfter != 0);
        if (!isStoredTwice && admission is not (Admission.Admitted or Admission.Evidence))
            throw new InvalidDataException($"A stored batch of source {source} does not continue its feed ({admission}): {why}");
    }

    private void EndRuns()
    {
        foreach (var (source, run) in _unvouched) EndRun(source, run);
        _unvouched.Clear();
        if (!_feeds.Signatures.AreDemanded) return;
        for (var i = 0; i < _feeds.Count; i++)
        {
            var feed = _feeds[i];
            if (feed.BatchCount == 0 || feed[feed.BatchCount - 1].Signature is not { IsEmpty: false } signature) continue;
            if (!_feeds.Signatures.Vouch(feed.Source, feed.LastSequence, feed.Head, signature.Span))
                throw new InvalidDataException($"The stored feed of source {feed.Source} ends at sequence {feed.LastSequence} with a signature that is not its author's.");
        }
    }

    /// <summary>What no signature follows is taken as far as a fork proof vouches for it.</summary>
    private void EndRun(Source source, List<(ulong ChainBefore, Batch Batch)> run)
    {
        if (run.Count == 0) return;
        if (source == Self)
            throw new InvalidDataException($"The storage holds updates of this peer from sequence {run[0].Batch.Header.FirstSequence} on that it has not signed.");
        var vouched = 0;
        if (_feeds.TryResolve(source, run[0].Batch.Header.FirstSequence - 1, run[0].ChainBefore, out var hash))
        {
            for (var i = 0; i < run.Count; i++)
            {
                hash = hash.Next(run[i].Batch.HeaderBytes, run[i].Batch.BodyBytes);
                if (_feeds.IsVouchedForByProof(source, hash)) vouched = i + 1;
            }
        }

        if (vouched > 0) LoadRun(source, run.GetRange(0, vouched));
        run.Clear();
    }
}
