using System.Runtime.InteropServices;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>
/// Judges whether stored batches still make up feeds: each well-formed, each following the one before it in sequence, logical time and chain hash; of a feed that forked,
/// each following one of its branches. What a store refuses to load, this refuses too; a storage uses it to find how much of a damaged log is intact. It keeps some 64 bytes
/// per batch. Not thread-safe.
/// </summary>
public sealed class FeedContinuity
{
    private readonly StoreId _store;
    private readonly Dictionary<Source, Places> _places = [];

    /// <summary>Begins with nothing: the first batch of each source must be that feed's first.</summary>
    /// <param name="store">The store whose feeds they are: the chain of every feed begins with it.</param>
    public FeedContinuity(StoreId store) => _store = store;

    /// <summary>The last sequence of a feed that was accepted and counts, that is, not beyond the place where the feed forked; 0 if none was.</summary>
    public ulong LastSequenceOf(Source source) => _places.TryGetValue(source, out var places) ? places.Last : 0;

    /// <summary>
    /// Accepts a fork proof if it is the least of its source so far: the source's feed ends before the place that it names. Accept them before batches, as a store reads them.
    /// </summary>
    /// <param name="proof">The proof.</param>
    /// <param name="problem">Why it is not accepted; empty if it is.</param>
    /// <returns>Whether it is accepted, in the place of an earlier one.</returns>
    public bool TryFreeze(in StoredProof proof, out string problem)
    {
        try
        {
            var read = ForkProof.Read(proof.Record.Span, _store);
            problem = read.Source == proof.Source ? PlacesOf(proof.Source).Freeze(read) : $"it is of source {read.Source}";
        }
        catch (WireFormatException malformed)
        {
            problem = malformed.Message;
        }

        return problem.Length == 0;
    }

    /// <summary>Accepts a batch if it continues its feed, or a branch of it, or is there already. A batch that does not changes nothing.</summary>
    /// <param name="batch">The next batch of its source.</param>
    /// <param name="problem">Why it does not continue its feed; empty if it does.</param>
    /// <returns>Whether it does.</returns>
    public bool TryContinue(in StoredBatch batch, out string problem)
    {
        try
        {
            var header = BatchHeader.Read(batch.Header.Span);
            BatchBody.Check(header, batch.Body.Span);
            problem = header.Origin is { } origin && !origin.MayBeIssuedBy(batch.Source) ? $"it re-issues updates of source {origin.Source}" : PlacesOf(batch.Source).Take(header, batch);
        }
        catch (WireFormatException malformed)
        {
            problem = malformed.Message;
        }

        return problem.Length == 0;
    }

    private Places PlacesOf(Source source)
    {
        ref var places = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, source, out _);
        return places ??= new Places(ChainHash.Genesis(_store, source));
    }

    /// <summary>Where the batches of one feed end, and those of its branches.</summary>
    private sealed class Places(ChainHash genesis)
    {
        // As in the feed that a store would make of it: ascending, without gaps.
        private readonly List<Place> _feed = [];
        private readonly Dictionary<(ulong Sequence, ulong Prefix), ChainHash> _branches = [];
        private ulong _cut = ulong.MaxValue;
        private ForkProof? _proof;

        public ulong Last => _feed.Count == 0 ? 0 : _feed[^1].Sequence;

        /// <returns>Why it is not accepted; empty if it was.</returns>
        public string Freeze(ForkProof proof)
        {
            if (_proof is { } held && proof.CompareTo(held) >= 0) return "a lesser one is known";
            _proof = proof;
            Freeze(proof.FirstSequence - 1);
            return "";
        }

        private void Freeze(ulong cut)
        {
            _cut = Math.Min(_cut, cut);
            for (; Last > _cut; _feed.RemoveAt(_feed.Count - 1)) _branches[(Last, _feed[^1].Head.Prefix)] = _feed[^1].Head;
        }

        /// <returns>Why it cannot be taken; empty if it was.</returns>
        public string Take(BatchHeader header, in StoredBatch batch)
        {
            var before = header.FirstSequence - 1;
            var isFork = before < Last;
            if (!isFork && header.LastSequence <= _cut)
            {
                var problem = WhyNotNext(header, batch);
                if (problem.Length == 0) _feed.Add(new Place(header.LastSequence, header.LastTime, HeadAt(_feed.Count - 1).Next(batch.Header.Span, batch.Body.Span)));
                return problem;
            }

            if (!TryResolve(before, batch.ChainBefore, out var head)) return $"the chain before sequence {header.FirstSequence} differs";
            head = head.Next(batch.Header.Span, batch.Body.Span);
            if (TryResolve(header.LastSequence, head.Prefix, out _)) return "";

            // Two batches after one chain hash prove a fork, whatever became of the stored proof: the store will find it too.
            if (isFork) Freeze(before);
            _branches.Add((header.LastSequence, head.Prefix), head);
            return "";
        }

        private string WhyNotNext(BatchHeader header, in StoredBatch batch) =>
            header.FirstSequence != Last + 1 ? $"sequence {header.FirstSequence} follows {Last}"
            : HeadAt(_feed.Count - 1).Prefix != batch.ChainBefore ? $"the chain before sequence {header.FirstSequence} differs"
            : _feed.Count > 0 && header.BaseTime <= _feed[^1].Time ? $"logical time {header.BaseTime} does not follow {_feed[^1].Time}"
            : header.HasUnknownCritical ? "it carries a critical extension of a newer version"
            : "";

        private ChainHash HeadAt(int index) => index < 0 ? genesis : _feed[index].Head;

        private bool TryResolve(ulong sequence, ulong prefix, out ChainHash head)
        {
            var index = _feed.BinarySearch(new Place(sequence, 0, default), Place.BySequence);
            if (sequence == 0 || index >= 0)
            {
                head = HeadAt(index);
                if (head.Prefix == prefix) return true;
            }

            return _branches.TryGetValue((sequence, prefix), out head);
        }
    }

    private readonly record struct Place(ulong Sequence, ulong Time, ChainHash Head)
    {
        public static Comparer<Place> BySequence { get; } = Comparer<Place>.Create(static (x, y) => x.Sequence.CompareTo(y.Sequence));
    }
}
