using System.Runtime.InteropServices;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>A batch at its place: the chain hashes before and after it.</summary>
internal sealed record ChainedBatch(Batch Batch, ChainHash Before, ChainHash After)
{
    public static ChainedBatch Create(Batch batch, ChainHash before) => new(batch, before, before.Next(batch.HeaderBytes, batch.BodyBytes));
}

/// <summary>
/// Evidence: the batches of frozen feeds' branches, from where they part. They count for nothing; their author writes them again under a new incarnation,
/// and asks others for those that it lacks. A branch is held without gaps from its root on.
/// </summary>
/// <remarks>
/// Bounded: what is learned after a feed was frozen is kept up to <see cref="MaxBytesPerSource"/> and <see cref="MaxBytes"/>, of a peer's own earlier incarnations
/// up to <see cref="MaxOwnBytes"/>. What was this peer's copy of the feed before is kept whole: it is no more than what was admitted already, and on a peer's own disk it may
/// be the last copy.
/// </remarks>
/// <param name="owner">The peer that keeps it.</param>
internal sealed class Branches(PeerId owner)
{
    /// <summary>How many bytes of evidence are learned about one source.</summary>
    public const int MaxBytesPerSource = 8 * 1024 * 1024;

    /// <summary>How many bytes of evidence are learned in all.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>How many bytes of evidence a peer learns about its own earlier incarnations, to write it again.</summary>
    public const int MaxOwnBytes = 512 * 1024 * 1024;

    /// <summary>What a batch costs beside its bytes, so that small ones are bounded too.</summary>
    private const int Overhead = 256;

    private readonly Dictionary<Source, Held> _held = [];
    private long _learned, _ownLearned;

    /// <summary>Changes whenever evidence is added: the exclusive or of the batches' chain hashes.</summary>
    public ulong Hash { get; private set; }

    /// <summary>Bytes of evidence learned about others, each batch with an overhead.</summary>
    public long LearnedBytes => _learned;

    /// <summary>Keeps a batch that stood in the feed.</summary>
    public void Add(Source source, ChainedBatch batch) => Add(HeldOf(source), batch);

    /// <summary>Keeps a batch that follows one that is held, or the feed.</summary>
    /// <returns>Whether it was new, and there was room.</returns>
    public bool TryAdd(Source source, ChainedBatch batch, bool isNeeded)
    {
        var held = HeldOf(source);
        if (held.ByHash.ContainsKey(batch.After.Prefix)) return false;
        var bytes = batch.Batch.Length + batch.Batch.Signature.Length + Overhead;
        if (!isNeeded && !HasRoom(source, held, bytes)) return false;

        // What is read back is checked as it is decoded; but evidence is decoded only by whoever writes it again.
        if (isNeeded) BatchBody.Check(batch.Batch.Header, batch.Batch.BodyBytes);
        held.LearnedBytes.Add(batch.After.Prefix, bytes);
        Count(source, held, bytes);
        Add(held, batch);
        return true;
    }

    /// <summary>Forgets what is held of a source.</summary>
    public void Remove(Source source)
    {
        if (!_held.Remove(source, out var held)) return;
        foreach (var hash in held.ByHash.Keys) Hash ^= hash;
        Count(source, held, -held.Learned);
    }

    /// <summary>Forgets what follows batches that are not held any more.</summary>
    public void RemoveAfter(Source source, IEnumerable<ChainedBatch> gone)
    {
        if (!_held.TryGetValue(source, out var held)) return;
        var lost = gone.Select(static batch => batch.After.Prefix).ToHashSet();
        foreach (var batch in Of(source).ToList())
        {
            if (!lost.Contains(batch.Before.Prefix)) continue;
            var hash = batch.After.Prefix;
            lost.Add(hash);
            held.ByHash.Remove(hash);
            held.ByBefore.Remove(batch.Before.Prefix);
            Hash ^= hash;
            if (held.LearnedBytes.Remove(hash, out var bytes)) Count(source, held, -bytes);
        }
    }

    public bool Contains(Source source, ulong chainAfter) => _held.TryGetValue(source, out var held) && held.ByHash.ContainsKey(chainAfter);

    public bool TryGetHash(Source source, ulong sequence, ulong prefix, out ChainHash hash)
    {
        if (_held.TryGetValue(source, out var held) && held.ByHash.TryGetValue(prefix, out var batch) && batch.Batch.Header.LastSequence == sequence)
        {
            hash = batch.After;
            return true;
        }

        hash = default;
        return false;
    }

    /// <summary>A source's evidence, every batch after the one that it follows.</summary>
    public IEnumerable<ChainedBatch> Of(Source source) => _held.TryGetValue(source, out var held)
        ? held.ByHash.Values.OrderBy(static batch => batch.Batch.Header.FirstSequence).ThenBy(static batch => batch.After.Prefix)
        : [];

    /// <summary>
    /// What of a source's branches is held: of each its last batch, and further and further back others, so that whoever holds less of it finds how much.
    /// At most <paramref name="most"/> chain hashes' prefixes.
    /// </summary>
    public List<ulong> Locate(Source source, int most)
    {
        var located = new List<ulong>();
        if (!_held.TryGetValue(source, out var held)) return located;
        var followed = held.ByHash.Values.Select(static batch => batch.Before.Prefix).ToHashSet();
        foreach (var tip in held.ByHash.Keys.Where(hash => !followed.Contains(hash)).Order())
        {
            var (hash, step, next) = (tip, 1, 0);
            for (var back = 0; held.ByHash.TryGetValue(hash, out var batch); hash = batch.Before.Prefix, back++)
            {
                if (back < next) continue;
                if (located.Count == most) return located;
                located.Add(hash);
                next = back + step;
                step *= 2;
            }
        }

        return located;
    }

    /// <summary>The batches after a chain hash, up to one that is signed; <see langword="null"/> if there is none.</summary>
    public List<Batch>? FindSigned(Source source, ChainHash after)
    {
        if (!_held.TryGetValue(source, out var held)) return null;
        var next = new Queue<ChainedBatch>(held.ByBefore.GetValueOrDefault(after.Prefix) ?? []);
        while (next.TryDequeue(out var batch))
        {
            if (batch.Batch.Signature.IsEmpty)
            {
                foreach (var follower in held.ByBefore.GetValueOrDefault(batch.After.Prefix) ?? []) next.Enqueue(follower);
                continue;
            }

            List<Batch> path = [batch.Batch];
            while (batch.Before != after && held.ByHash.TryGetValue(batch.Before.Prefix, out batch)) path.Add(batch.Batch);
            path.Reverse();
            return path;
        }

        return null;
    }

    /// <summary>What <see cref="Missing"/> says, in runs that end with a signed batch each, which may share batches at their beginnings. What no signature vouches for is left out.</summary>
    public IEnumerable<List<ChainedBatch>> MissingRuns(Source source, IEnumerable<ulong> located)
    {
        var missing = Missing(source, located).ToDictionary(static batch => batch.After.Prefix);
        foreach (var signed in missing.Values.Where(static batch => !batch.Batch.Signature.IsEmpty).OrderBy(static batch => batch.Batch.Header.FirstSequence).ThenBy(static batch => batch.After.Prefix))
        {
            List<ChainedBatch> run = [signed];
            while (missing.TryGetValue(run[^1].Before.Prefix, out var before) && before.Batch.Signature.IsEmpty) run.Add(before);
            run.Reverse();
            yield return run;
        }
    }

    /// <summary>What another lacks of a source's branches that holds the batches it locates, and whatever comes before them.</summary>
    public IEnumerable<ChainedBatch> Missing(Source source, IEnumerable<ulong> located)
    {
        if (!_held.TryGetValue(source, out var held)) return [];
        var known = new HashSet<ulong>();
        foreach (var start in located)
        {
            for (var hash = start; held.ByHash.TryGetValue(hash, out var batch) && known.Add(hash); hash = batch.Before.Prefix)
            {
            }
        }

        return Of(source).Where(batch => !known.Contains(batch.After.Prefix));
    }

    private bool HasRoom(Source source, Held held, int bytes) => source.Peer == owner
        ? _ownLearned + bytes <= MaxOwnBytes
        : held.Learned + bytes <= MaxBytesPerSource && _learned + bytes <= MaxBytes;

    private void Count(Source source, Held held, long bytes)
    {
        held.Learned += bytes;
        if (source.Peer == owner) _ownLearned += bytes;
        else _learned += bytes;
    }

    private void Add(Held held, ChainedBatch batch)
    {
        if (!held.ByHash.TryAdd(batch.After.Prefix, batch)) return;
        Hash ^= batch.After.Prefix;
        (CollectionsMarshal.GetValueRefOrAddDefault(held.ByBefore, batch.Before.Prefix, out _) ??= []).Add(batch);
    }

    private Held HeldOf(Source source)
    {
        if (!_held.TryGetValue(source, out var held)) _held.Add(source, held = new Held());
        return held;
    }

    private sealed class Held
    {
        public Dictionary<ulong, ChainedBatch> ByHash { get; } = [];

        public Dictionary<ulong, List<ChainedBatch>> ByBefore { get; } = [];

        /// <summary>What counts towards the quotas, by chain hash, and together.</summary>
        public Dictionary<ulong, int> LearnedBytes { get; } = [];

        public long Learned { get; set; }
    }
}
