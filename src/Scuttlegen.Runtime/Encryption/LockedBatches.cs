using System.Runtime.InteropServices;

namespace Scuttlegen;

/// <summary>The batches in feeds that cannot be read here, because their key is not held: what a key that comes later may open.</summary>
internal sealed class LockedBatches
{
    // By the source's index, in the order of the feed.
    private readonly Dictionary<int, List<LockedBatch>> _feeds = [];

    // How many batches each key would open.
    private readonly Dictionary<RoomKeyId, int> _keys = [];

    public int Count { get; private set; }

    /// <summary>Which keys are missing: the exclusive or of the beginnings of their ids, 0 if nothing is locked. Peers that hold the same feeds and lack the same keys read the same.</summary>
    public ulong KeysHash { get; private set; }

    /// <summary>Notes a batch of which that is the first update.</summary>
    /// <returns>Whether it was not noted before.</returns>
    public bool TryAdd(int source, ulong firstSequence, RoomKeyId key)
    {
        var batches = CollectionsMarshal.GetValueRefOrAddDefault(_feeds, source, out _) ??= [];
        var index = FirstFrom(batches, firstSequence);
        if (index < batches.Count && batches[index].FirstSequence == firstSequence) return false;
        batches.Insert(index, new LockedBatch(firstSequence, key));
        Count++;
        ref var opens = ref CollectionsMarshal.GetValueRefOrAddDefault(_keys, key, out _);
        if (opens++ == 0) KeysHash ^= key.Prefix;
        return true;
    }

    /// <summary>Forgets what lies beyond the last update that counts.</summary>
    public void Truncate(int source, ulong last)
    {
        if (!_feeds.TryGetValue(source, out var batches)) return;
        var kept = FirstFrom(batches, last + 1);
        for (var i = kept; i < batches.Count; i++) Forget(batches[i].Key);
        batches.RemoveRange(kept, batches.Count - kept);
        if (kept == 0) _feeds.Remove(source);
    }

    /// <summary>Takes out those whose keys are held now.</summary>
    /// <returns>The sequences of their first updates, by source.</returns>
    public List<(int Source, List<ulong> FirstSequences)> TakeOpened(Func<RoomKeyId, bool> isHeld)
    {
        var held = new Dictionary<RoomKeyId, bool>();
        var opened = new List<(int, List<ulong>)>();
        foreach (var (source, batches) in _feeds)
        {
            var firsts = batches.Where(batch => IsHeld(batch.Key)).Select(static batch => batch.FirstSequence).ToList();
            if (firsts.Count == 0) continue;
            opened.Add((source, firsts));
            foreach (var batch in batches.Where(batch => IsHeld(batch.Key))) Forget(batch.Key);
            batches.RemoveAll(batch => IsHeld(batch.Key));
            if (batches.Count == 0) _feeds.Remove(source);
        }

        return opened;

        // Asked once for each key: it may be added while this runs.
        bool IsHeld(RoomKeyId key)
        {
            ref var isKeyHeld = ref CollectionsMarshal.GetValueRefOrAddDefault(held, key, out var isKnown);
            return isKnown ? isKeyHeld : isKeyHeld = isHeld(key);
        }
    }

    private void Forget(RoomKeyId key)
    {
        Count--;
        if (--_keys[key] > 0) return;
        _keys.Remove(key);
        KeysHash ^= key.Prefix;
    }

    /// <summary>The index of the first batch that begins at or after a sequence.</summary>
    private static int FirstFrom(List<LockedBatch> batches, ulong sequence)
    {
        if (batches.Count == 0 || batches[^1].FirstSequence < sequence) return batches.Count;
        var index = batches.BinarySearch(new LockedBatch(sequence, default), LockedBatch.BySequence);
        return index < 0 ? ~index : index;
    }

    private readonly record struct LockedBatch(ulong FirstSequence, RoomKeyId Key)
    {
        public static Comparer<LockedBatch> BySequence { get; } = Comparer<LockedBatch>.Create(static (x, y) => x.FirstSequence.CompareTo(y.FirstSequence));
    }
}
