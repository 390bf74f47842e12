namespace Scuttlegen.Generators.Reuse;

/// <summary>
/// What may mean something else in one compilation than in another. Names lead from an item to declarations, and from these to others; nothing else does. So where no name that can be
/// reached has gained, lost or changed a declaration, all that was found in one compilation is found in the other.
/// </summary>
internal sealed class Changes
{
    private readonly HashSet<ulong> _names = [];
    private readonly bool _isEverything;

    private Changes(bool isEverything) => _isEverything = isEverything;

    /// <summary>How many trees at the beginning, and how many at the end, are the same.</summary>
    public int SameAtStart { get; private set; }

    public int SameAtEnd { get; private set; }

    public static Changes Between(CompilationFacts? before, CompilationFacts after)
    {
        if (before is null || !after.HasSurroundingsOf(before)) return new Changes(isEverything: true);
        var changes = new Changes(isEverything: false);
        changes.Compare(before.Trees, after.Trees);
        if (changes._names.Count > 0) changes.Spread(after);
        return changes._names.Contains(Names.Everything) ? new Changes(isEverything: true) : changes;
    }

    /// <summary>Whether what mentions these names may mean something else.</summary>
    public bool Concern(ulong[] mentions) => _isEverything || (_names.Count > 0 && Meet(mentions, _names));

    public bool AreNone => !_isEverything && _names.Count == 0;

    private void Compare(IReadOnlyList<TreeFacts> before, IReadOnlyList<TreeFacts> after)
    {
        var shorter = Math.Min(before.Count, after.Count);
        while (SameAtStart < shorter && ReferenceEquals(before[SameAtStart], after[SameAtStart])) SameAtStart++;
        while (SameAtEnd < shorter - SameAtStart && ReferenceEquals(before[before.Count - 1 - SameAtEnd], after[after.Count - 1 - SameAtEnd])) SameAtEnd++;
        if (SameAtStart + SameAtEnd == before.Count && before.Count == after.Count) return;

        // The parts of a type count in their order, for so do their members.
        var old = Declared(before);
        var current = Declared(after);
        foreach (var name in old)
        {
            if (!current.TryGetValue(name.Key, out var hash) || hash != name.Value) _names.Add(name.Key);
        }

        _names.UnionWith(current.Keys.Where(name => !old.ContainsKey(name)));
        CompareNamespaces(before, after);
    }

    private Dictionary<ulong, ulong> Declared(IReadOnlyList<TreeFacts> trees)
    {
        var declared = new Dictionary<ulong, ulong>();
        for (var i = SameAtStart; i < trees.Count - SameAtEnd; i++)
        {
            foreach (var declaration in trees[i].Declarations)
            {
                foreach (var key in declaration.Keys)
                    declared[key] = TextHash.Add(declared.TryGetValue(key, out var hash) ? hash : TextHash.Basis, declaration.Hash);
            }
        }

        return declared;
    }

    private void CompareNamespaces(IReadOnlyList<TreeFacts> before, IReadOnlyList<TreeFacts> after)
    {
        var old = Namespaces(before);
        var current = Namespaces(after);
        var differing = old.Where(n => !current.ContainsKey(n.Key)).Concat(current.Where(n => !old.ContainsKey(n.Key))).ToList();
        differing.RemoveAll(space => IsElsewhere(space.Key, after));
        _names.UnionWith(differing.Select(space => space.Value));
    }

    private Dictionary<ulong, ulong> Namespaces(IReadOnlyList<TreeFacts> trees)
    {
        var namespaces = new Dictionary<ulong, ulong>();
        for (var i = SameAtStart; i < trees.Count - SameAtEnd; i++)
        {
            foreach (var space in trees[i].Namespaces) namespaces[space.Key] = space.Value;
        }

        return namespaces;
    }

    private bool IsElsewhere(ulong space, IReadOnlyList<TreeFacts> trees)
    {
        for (var i = 0; i < trees.Count; i++)
        {
            if ((i < SameAtStart || i >= trees.Count - SameAtEnd) && trees[i].Namespaces.ContainsKey(space)) return true;
        }

        return false;
    }

    /// <summary>
    /// Adds the names of declarations that mention names already here. Those of the later compilation are enough: a way from an item to a changed name has unchanged declarations up to that
    /// name, and they are in both.
    /// </summary>
    private void Spread(CompilationFacts facts)
    {
        var found = new HashSet<ulong>(_names);
        while (found.Count > 0)
        {
            var next = new HashSet<ulong>();
            foreach (var tree in facts.Trees)
            {
                foreach (var declaration in tree.Declarations)
                {
                    if (declaration.Keys.All(_names.Contains) || !Meet(declaration.Mentions, found)) continue;
                    foreach (var key in declaration.Keys)
                    {
                        if (_names.Add(key)) next.Add(key);
                    }
                }
            }

            found = next;
        }
    }

    private static bool Meet(ulong[] sorted, HashSet<ulong> names)
    {
        if (names.Count < 4)
        {
            foreach (var name in names)
            {
                if (Array.BinarySearch(sorted, name) >= 0) return true;
            }

            return false;
        }

        foreach (var name in sorted)
        {
            if (names.Contains(name)) return true;
        }

        return false;
    }
}
