using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>What is known at one point of a member: what its variables refer to, what objects hold, and which sequences have no defined order.</summary>
internal sealed class FlowState
{
    private readonly Dictionary<ISymbol, Value> _variables = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<Node, Dictionary<Slot, Value>> _heap = [];
    private readonly Dictionary<Node, Value> _originals = [];
    private readonly Dictionary<Node, Taint> _taints = [];

    /// <summary>What following objects may cost; shared by all states of one run.</summary>
    public Effort Effort { get; private set; } = new();

    /// <summary>Set behind a jump: nothing gets here.</summary>
    public bool IsUnreachable { get; set; }

    public FlowState Clone()
    {
        var clone = new FlowState();
        clone.Replace(this);
        return clone;
    }

    public Value? Find(ISymbol variable) => _variables.TryGetValue(variable, out var value) ? value : null;

    public void Set(ISymbol variable, Value value) => _variables[variable] = value;

    public Taint? TaintOf(Node node) => _taints.TryGetValue(node, out var taint) ? taint : null;

    public void SetTaint(Node node, Taint? taint)
    {
        if (taint is null)
            _taints.Remove(node);
        else if (!_taints.TryGetValue(node, out var known) || (known.Root is not null && taint.Root is null))
            _taints[node] = taint;
    }

    /// <summary>What <paramref name="member"/> of the object refers to; elements, and what no member is known for, under <see langword="null"/>.</summary>
    public Value Read(Node node, ISymbol? member) => Read(node, member, null);

    private Value Read(Node node, ISymbol? member, HashSet<Node>? seen)
    {
        var known = TryRead(node, new Slot(member), out var value);
        if (node.Kind != NodeKind.Fresh)
            return known ? value.Or(Value.Of(node.Step(member))) : Value.Of(node.Step(member));
        if (known)
            return value;
        var result = member is not null && TryRead(node, new Slot(null), out var elements) ? elements : Value.None;

        // A copy has what its original had, as long as nothing else was written. Copies of copies, in a loop, may lead back here.
        if (_originals.TryGetValue(node, out var originals))
        {
            seen ??= [];
            if (seen.Add(node))
            {
                foreach (var original in originals.Nodes)
                    result = result.Or(Read(original, member, seen));
            }
        }

        return result;
    }

    public Value Read(Value value, ISymbol? member)
    {
        var result = Value.None;
        foreach (var node in value.Nodes)
            result = result.Or(Read(node, member));
        return result;
    }

    /// <param name="node">The object written to.</param>
    /// <param name="member">The member, or <see langword="null"/> for elements.</param>
    /// <param name="value">What is written.</param>
    /// <param name="replace">The object is known to be one, and this write the last: what was there before is gone.</param>
    public void Write(Node node, ISymbol? member, Value value, bool replace = false)
    {
        if (value.IsNone && member is null)
            return;
        var before = replace ? Value.None : member is null ? (TryRead(node, new Slot(null), out var elements) ? elements : Value.None) : Read(node, member);
        SlotsOf(node)[new Slot(member)] = before.Or(value);
    }

    public void SetOriginals(Node node, Value originals) => _originals[node] = originals.NodesOnly();

    /// <summary>A place that makes an object again, in a loop say, makes one that holds nothing yet.</summary>
    public void Forget(Node node)
    {
        _heap.Remove(node);
        _originals.Remove(node);
        _taints.Remove(node);
    }

    /// <summary>Everything that can be reached from the value, itself included.</summary>
    public HashSet<Node> Reach(Value value) => Closure(value.Nodes);

    /// <summary>Everything that can be reached from the value by at least one step.</summary>
    public Value Inside(Value value)
    {
        var first = value.Nodes.SelectMany(Successors);
        return Value.Of(Closure(first));
    }

    public IEnumerable<(ISymbol? Member, Value Value)> MembersOf(Node node)
    {
        if (_heap.TryGetValue(node, out var slots))
        {
            foreach (var pair in slots)
                yield return (pair.Key.Member, pair.Value);
        }
    }

    public Value OriginalsOf(Node node) => _originals.TryGetValue(node, out var originals) ? originals : Value.None;

    /// <summary>Takes in what is known where control comes from elsewhere.</summary>
    /// <returns>Whether anything was new.</returns>
    public bool Join(FlowState other)
    {
        if (other.IsUnreachable)
            return false;
        if (IsUnreachable)
        {
            Replace(other);
            return true;
        }

        var grew = false;
        foreach (var pair in other._variables)
            grew |= Merge(_variables, pair.Key, pair.Value);
        foreach (var pair in other._heap)
        {
            // Where one side has not written a member of an object that both know, what it held before still counts.
            var both = _heap.ContainsKey(pair.Key) || _originals.ContainsKey(pair.Key);
            var slots = SlotsOf(pair.Key);
            foreach (var slot in pair.Value)
            {
                if (both && !slots.ContainsKey(slot.Key) && slot.Key.Member is not null)
                    slots.Add(slot.Key, Read(pair.Key, slot.Key.Member));
                grew |= Merge(slots, slot.Key, slot.Value);
            }
        }

        foreach (var pair in other._originals)
            grew |= Merge(_originals, pair.Key, pair.Value);
        foreach (var pair in other._taints)
        {
            if (!_taints.ContainsKey(pair.Key))
            {
                _taints.Add(pair.Key, pair.Value);
                grew = true;
            }
        }

        return grew;
    }

    public void Replace(FlowState other)
    {
        _variables.Clear();
        _heap.Clear();
        _originals.Clear();
        _taints.Clear();
        foreach (var pair in other._variables)
            _variables.Add(pair.Key, pair.Value);
        foreach (var pair in other._heap)
            _heap.Add(pair.Key, new Dictionary<Slot, Value>(pair.Value));
        foreach (var pair in other._originals)
            _originals.Add(pair.Key, pair.Value);
        foreach (var pair in other._taints)
            _taints.Add(pair.Key, pair.Value);
        IsUnreachable = other.IsUnreachable;
        Effort = other.Effort;
    }

    private bool TryRead(Node node, Slot slot, out Value value)
    {
        value = Value.None;
        if (!_heap.TryGetValue(node, out var slots) || !slots.TryGetValue(slot, out var found))
            return false;
        value = found;
        return true;
    }

    private Dictionary<Slot, Value> SlotsOf(Node node)
    {
        if (!_heap.TryGetValue(node, out var slots))
        {
            slots = [];
            _heap.Add(node, slots);
        }

        return slots;
    }

    private IEnumerable<Node> Successors(Node node)
    {
        if (node.Kind is NodeKind.Root)
            yield return node.Anywhere;
        if (_heap.TryGetValue(node, out var slots))
        {
            foreach (var value in slots.Values)
            {
                foreach (var target in value.Nodes)
                    yield return target;
            }
        }

        // Of what was copied, those members are held that have not been replaced.
        foreach (var original in OriginalsOf(node).Nodes)
        {
            if (original.Kind != NodeKind.Fresh)
                yield return original.Anywhere;
            if (!_heap.TryGetValue(original, out var copied))
                continue;
            foreach (var pair in copied)
            {
                if (slots is not null && slots.ContainsKey(pair.Key))
                    continue;
                foreach (var target in pair.Value.Nodes)
                    yield return target;
            }
        }
    }

    private HashSet<Node> Closure(IEnumerable<Node> start)
    {
        var seen = new HashSet<Node>();
        var pending = new Stack<Node>(start);
        while (pending.Count > 0)
        {
            var node = pending.Pop();
            if (!seen.Add(node))
                continue;
            Effort.Spend();
            foreach (var target in Successors(node))
                pending.Push(target);
        }

        return seen;
    }

    private static bool Merge<TKey>(Dictionary<TKey, Value> into, TKey key, Value value)
        where TKey : notnull
    {
        if (!into.TryGetValue(key, out var old))
        {
            into.Add(key, value);
            return !value.IsNone;
        }

        var merged = old.Or(value);
        into[key] = merged;
        return !ReferenceEquals(merged, old);
    }

    /// <summary>A member of an object, or <see langword="null"/> for its elements.</summary>
    private readonly record struct Slot(ISymbol? Member)
    {
        public bool Equals(Slot other) => SymbolEqualityComparer.Default.Equals(Member, other.Member);

        public override int GetHashCode() => Member is null ? 0 : SymbolEqualityComparer.Default.GetHashCode(Member);
    }
}
