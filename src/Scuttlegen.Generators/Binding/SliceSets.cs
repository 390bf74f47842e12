using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Binding;

/// <summary>
/// Which slices of one store have a bit of their own in sets of slices, and what each kind reads and writes (R2). Bits are given in ordinal order: declared order is not one where a
/// state is declared in several files.
/// </summary>
internal sealed class SliceSets
{
    private const int LastBit = 63;

    private readonly StoreModel _store;
    private readonly Dictionary<string, ulong> _masks = new(StringComparer.Ordinal);

    // Where one member decides another's value, or copying is the user's own code, all slices are one.
    private readonly bool _isOne;

    public SliceSets(StoreModel store, Dictionary<(string Action, string Slice), ReducerModel> slots)
    {
        _store = store;
        var roots = slots.Where(s => s.Key.Slice.Length == 0).Select(s => s.Value).ToList();
        var changed = new HashSet<string>(slots.Keys.Select(k => k.Slice).Where(s => s.Length > 0), StringComparer.Ordinal);
        foreach (var root in roots) changed.UnionWith(root.Use?.Writes ?? EquatableArray<string>.Empty);

        var slices = store.Slices.Where(s => changed.Contains(s.Name)).ToList();
        _isOne = slices.Count > 0 && (!store.HasPlainSlices || slices.Any(s => !s.IsPlain));
        if (_isOne) return;
        for (var i = 0; i < slices.Count; i++)
        {
            var mask = 1UL << Math.Min(i, LastBit);
            _masks.Add(slices[i].Name, mask);
            Bits.Add(new SliceBit(slices[i], mask));
        }
    }

    public List<SliceBit> Bits { get; } = [];

    public ulong MaskOf(string slice) => _isOne ? SliceFacts.All : _masks[slice];

    public SliceFacts FactsOf(IReadOnlyList<ReducerBinding> slices, ReducerModel? root, IReadOnlyList<GuardBinding> guards)
    {
        // Whether a guard holds depends on what came before.
        var commutes = guards.Count == 0 && slices.All(s => s.Reducer.Commutes) && root?.Commutes != false;
        var guarded = guards.Aggregate(0UL, (set, guard) => set | ReadsOf(guard));
        var facts = FactsOf(slices, root, commutes);
        return facts with { Reads = facts.Reads | guarded };
    }

    private SliceFacts FactsOf(IReadOnlyList<ReducerBinding> slices, ReducerModel? root, bool commutes)
    {
        var writes = slices.Aggregate(0UL, (set, s) => set | s.Mask);
        if (root is null) return new SliceFacts(0, writes, 0, commutes);
        var rootReads = root.Use is { } use && !_isOne ? SetOf(use.Reads) : SliceFacts.All;
        var rootWrites = root.Use is { } plain && !_isOne && plain.Writes.All(_masks.ContainsKey) ? SetOf(plain.Writes) : SliceFacts.All;
        return rootWrites == SliceFacts.All
            ? new SliceFacts(SliceFacts.All, SliceFacts.All, SliceFacts.All, commutes)
            : new SliceFacts(rootReads, writes | rootWrites, rootWrites, commutes);
    }

    /// <summary>Whether there are parts, and no kind that takes part in every replay and needs everything.</summary>
    public bool ArePartsWorthReplaying(IEnumerable<KindBinding> kinds) =>
        Bits.Count > 1 && kinds.All(k => k.Facts.Writes != SliceFacts.All);

    /// <summary>The comparisons that the slices with bits and the root reach, in the order in which they were found.</summary>
    public IEnumerable<IdentityHelper> NeededIdentities()
    {
        var byName = _store.Identities.ToDictionary(h => h.Name, StringComparer.Ordinal);
        var needed = new HashSet<string>(StringComparer.Ordinal);
        Reach(_store.Identity);
        foreach (var bit in Bits) Reach(bit.Slice.Identity);
        return _store.Identities.Where(h => needed.Contains(h.Name));

        void Reach(IdentityCheck check)
        {
            switch (check)
            {
                case HelperCheck helper when needed.Add(helper.Helper):
                    foreach (var member in byName[helper.Helper].Members) Reach(member.Check);
                    foreach (var @case in byName[helper.Helper].Cases) Reach(@case.Check);
                    break;
                case RuntimeCheck runtime:
                    foreach (var part in runtime.Parts) Reach(part);
                    break;
            }
        }
    }

    private ulong ReadsOf(GuardBinding guard)
    {
        if (_isOne) return SliceFacts.All;

        // One that computes its value reads whatever it likes.
        if (guard.Slice is { } slice) return slice.IsPlain ? SetOf(new[] { slice.Name }.ToEquatableArray()) : SliceFacts.All;
        return guard.Guard.Reads is { } reads ? SetOf(reads) : SliceFacts.All;
    }

    // What no reducer changes needs no bit.
    private ulong SetOf(EquatableArray<string> slices) => slices.Aggregate(0UL, (set, s) => _masks.TryGetValue(s, out var mask) ? set | mask : set);
}
