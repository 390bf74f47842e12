using System.Collections.Immutable;
using Scuttlegen.Runtime;

namespace Scuttlegen;

/// <summary>
/// Which slices a change can reach (R2). A reducer that throws makes its whole update a no-op (R5), so once a kind has thrown, a change of any
/// slice that it writes may change all of them.
/// </summary>
internal sealed class Dependencies(ImmutableArray<KindFacts> kinds)
{
    private readonly bool[] _hasThrown = new bool[kinds.Length];
    private readonly bool[] _promises = [.. kinds.Select(static kind => kind.Commutes)];
    private bool[] _commutes = FindCommuting(kinds, [.. kinds.Select(static kind => kind.Commutes)]);

    /// <summary>What an update of <paramref name="kind"/> writes; nothing for <see cref="LogEntry.NoKind"/>.</summary>
    public ulong WritesOf(int kind) => kind == LogEntry.NoKind ? 0 : kinds[kind].Writes;

    /// <summary>
    /// Whether updates of <paramref name="kind"/> may be applied in place (R4): none has thrown, and no other kind reads or writes what it writes unless it commutes as well.
    /// </summary>
    public bool Commutes(int kind) => kind == LogEntry.NoKind || (_commutes[kind] && !_hasThrown[kind]);

    /// <summary>Notes that <paramref name="kind"/> was seen not to commute: neither does what touches the same slices.</summary>
    public void DoesNotCommute(int kind)
    {
        _promises[kind] = false;
        _commutes = FindCommuting(kinds, _promises);
    }

    /// <summary>Notes that a reducer or guard of <paramref name="kind"/> threw.</summary>
    /// <returns>Whether that is news.</returns>
    public bool Threw(int kind)
    {
        if (_hasThrown[kind]) return false;
        _hasThrown[kind] = true;
        return true;
    }

    /// <summary>
    /// The slices that may change when <paramref name="touched"/> do: the least closure under "a kind whose guard or root-level reducer reads a member has all its writes in it".
    /// </summary>
    public ulong ReachedFrom(ulong touched)
    {
        for (ulong before = ~touched; before != touched;)
        {
            before = touched;
            for (var kind = 0; kind < kinds.Length; kind++)
            {
                var facts = kinds[kind];
                if ((facts.Reads & touched) != 0 || (_hasThrown[kind] && (facts.Writes & touched) != 0)) touched |= facts.Writes;
            }
        }

        return touched;
    }

    /// <summary>
    /// The slices that must be folded to know <paramref name="reached"/>: also those that a guard or a root-level reducer of a kind that writes them reads, and those whose reducers may
    /// throw and so undo a write.
    /// </summary>
    public ulong NeededFor(ulong reached)
    {
        for (ulong before = ~reached; before != reached;)
        {
            before = reached;
            for (var kind = 0; kind < kinds.Length; kind++)
            {
                var facts = kinds[kind];
                if ((facts.Writes & reached) != 0) reached |= facts.Reads | (_hasThrown[kind] ? facts.Writes : 0);
            }
        }

        return reached;
    }

    private static bool[] FindCommuting(ImmutableArray<KindFacts> kinds, bool[] promises) =>
        [.. kinds.Select((kind, i) => promises[i] && !kinds.Where((other, j) => !promises[j] && ((other.Reads | other.Writes) & kind.Writes) != 0).Any())];
}
