namespace Scuttlegen.Gossip;

/// <summary>
/// Evidence that answers brought although it was held: a pull names only some hashes of each branch, and small answers might bring what lies between two of them for ever. The next pull
/// names the last ones first, so each answer begins after the one before. Bounded.
/// </summary>
internal sealed class EvidenceHints
{
    private const int MaxPerSource = 32;
    private const int MaxNoted = 4096;

    private readonly Dictionary<Source, List<ulong>> _hints = [];
    private readonly HashSet<ulong> _noted = [];

    public void Clear()
    {
        _hints.Clear();
        _noted.Clear();
    }

    /// <summary>Notes the hash after a batch that is held.</summary>
    /// <returns>Whether it is new since <see cref="Clear"/>: then asking on leads further.</returns>
    public bool Note(Source source, ulong chainAfter)
    {
        if (_noted.Count >= MaxNoted || !_noted.Add(chainAfter)) return false;
        if (!_hints.TryGetValue(source, out var hints)) _hints.Add(source, hints = []);
        hints.Insert(0, chainAfter);
        if (hints.Count > MaxPerSource) hints.RemoveAt(MaxPerSource);
        return true;
    }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<ulong> Of(Source source) => _hints.TryGetValue(source, out var hints) ? hints : [];
}
