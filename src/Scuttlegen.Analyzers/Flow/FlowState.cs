using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>What is known at one point of a member: what its variables refer to, what objects hold, and which sequences have no defined order.</summary>
internal sealed class FlowState
{
    private static readonly Dictionary<ISymbol, Value> NoVariables = new(SymbolEqualityComparer.Default);
    private static readonly Dictionary<Node, Slots> NoHeap = [];
    private static readonly Dictionary<Node, Value> NoOriginals = [];
    private static readonly Dictionary<Node, Taint> NoTaints = [];

    private CopyOnWrite<ISymbol, Value> _variables;
    private CopyOnWrite<Node, Slots> _heap;
    private CopyOnWrite<Node, Value> _originals;
    private CopyOnWrite<Node, Taint> _taints;

    public FlowState()
    {
        _variables = CopyOnWrite<ISymbol, Value>.Of(NoVariables);
        _heap = CopyOnWrite<Node, Slots>.Of(NoHeap);
        _originals = CopyOnWrite<Node, Value>.Of(NoOriginals);
        _taints = CopyOnWrite<Node, Taint>.Of(NoTaints);
        Effort = new();
    }

    private FlowState(FlowState other) => Replace(other);

    /// <summary>What following objects may cost; shared by all states of one run.</summary>
    public Effort Effort { get; private set; }

    /// <summary>Set behind a jump: nothing gets here.</summary>
    public bool IsUnreachable { get; set; }

    public FlowState Clone() => new(this);

    public Value? Find(ISymbol variable) => _variables.Items.TryGetValue(variable, out var value) ? value : null;

    public void Set(ISymbol variable, Value value) => _variables.Own()[variable] = value;

    public Taint? TaintOf(Node node) => _taints.Items.TryGetValue(node, out var taint) ? taint : null;

    public void SetTaint(Node node, Taint? taint)
    {
        var isKnown = _taints.Items.TryGetValue(node, out var known);
        if (taint is null && isKnown)
            _taints.Own().Remove(node);
        else if (taint is not null && (!isKnown || (known!.Root is not null && taint.Root is null)))
            _taints.Own()[node] = taint;
    }

    /// <summary>What <paramref name="member"/> of the object refers to; elements, and what no member is known for, under <see langword="null"/>.</summary>
    public Value Read(Node node, ISymbol? member) => Read(node, member, null);

    private Value Read(Node node, ISymbol? member, HashSet<Node>? seen)
    {
        var known = Find(node, member);
        if (node.Kind != NodeKind.Fresh)
            return known is null ? Value.Of(node.Step(member)) : known.Or(Value.Of(node.Step(member)));
        if (known is not null)
            return known;
        var result = (member is null ? null : Find(node, null)) ?? Value.None;

        // A copy has what its original had, as long as nothing else was written. Copies of copies, in a loop, may lead back here.
        if (_originals.Items.TryGetValue(node, out var originals))
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
        var before = replace ? Value.None : member is null ? Find(node, null) ?? Value.None : Read(node, member);
        _heap.Own()[node] = SlotsOf(node).With(member, before.Or(value));
    }

    public void SetOriginals(Node node, Value originals) => _originals.Own()[node] = originals.NodesOnly();

    /// <summary>A place that makes an object again, in a loop say, makes one that holds nothing yet.</summary>
    public void Forget(Node node)
    {
        Remove(_heap, node);
        Remove(_originals, node);
        Remove(_taints, node);
    }

    /// <summary>Everything that can be reached from the value, itself included.</summary>
    public HashSet<Node> Reach(Value value) => Closure(value.Nodes);

    /// <summary>Everything that can be reached from the value by at least one step.</summary>
    public Value Inside(Value value)
    {
        var first = value.Nodes.SelectMany(Successors);
        return Value.Of(Closure(first));
    }

    public ImmutableArray<(ISymbol? Member, Value Value)> MembersOf(Node node) => SlotsOf(node).Members;

    public Value OriginalsOf(Node node) => _originals.Items.TryGetValue(node, out var originals) ? originals : Value.None;

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

        var grew = Join(_variables, other._variables) | JoinHeap(other) | Join(_originals, other._originals);
        foreach (var pair in other._taints.Items)
        {
            if (!_taints.Items.ContainsKey(pair.Key))
            {
                _taints.Own().Add(pair.Key, pair.Value);
                grew = true;
            }
        }

        return grew;
    }

    private bool JoinHeap(FlowState other)
    {
        if (ReferenceEquals(_heap.Items, other._heap.Items))
            return false;
        var grew = false;
        foreach (var pair in other._heap.Items)
        {
            var isHeld = _heap.Items.TryGetValue(pair.Key, out var held);
            if (ReferenceEquals(held, pair.Value))
                continue;
            if (!isHeld)
                _heap.Own().Add(pair.Key, Slots.None);
            // Where one side has not written a member of an object that both know, what it held before still counts.
            var both = isHeld || _originals.Items.ContainsKey(pair.Key);
            foreach (var (member, value) in pair.Value.Members)
            {
                var written = Find(pair.Key, member);
                var known = written ?? (both && member is not null ? Read(pair.Key, member) : null);
                var merged = known is null ? value : known.Or(value);
                if (ReferenceEquals(merged, written))
                    continue;
                grew |= known is null ? !value.IsNone : !ReferenceEquals(merged, known);
                _heap.Own()[pair.Key] = SlotsOf(pair.Key).With(member, merged);
            }
        }

        return grew;
    }

    [MemberNotNull(nameof(_variables), nameof(_heap), nameof(_originals), nameof(_taints), nameof(Effort))]
    public void Replace(FlowState other)
    {
        _variables = other._variables.Copy();
        _heap = other._heap.Copy();
        _originals = other._originals.Copy();
        _taints = other._taints.Copy();
        IsUnreachable = other.IsUnreachable;
        Effort = other.Effort;
    }

    private Value? Find(Node node, ISymbol? member) => _heap.Items.TryGetValue(node, out var slots) ? slots.Find(member) : null;

    private Slots SlotsOf(Node node) => _heap.Items.TryGetValue(node, out var slots) ? slots : Slots.None;

    private IEnumerable<Node> Successors(Node node)
    {
        if (node.Kind is NodeKind.Root)
            yield return node.Anywhere;
        var slots = SlotsOf(node);
        foreach (var (_, value) in slots.Members)
        {
            foreach (var target in value.Nodes)
                yield return target;
        }

        // Of what was copied, those members are held that have not been replaced.
        foreach (var original in OriginalsOf(node).Nodes)
        {
            if (original.Kind != NodeKind.Fresh)
                yield return original.Anywhere;
            foreach (var (member, value) in MembersOf(original))
            {
                if (slots.Find(member) is not null)
                    continue;
                foreach (var target in value.Nodes)
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

    private static bool Join<TKey>(CopyOnWrite<TKey, Value> into, CopyOnWrite<TKey, Value> from)
        where TKey : notnull
    {
        if (ReferenceEquals(into.Items, from.Items))
            return false;
        var grew = false;
        foreach (var pair in from.Items)
        {
            var isKnown = into.Items.TryGetValue(pair.Key, out var known);
            var merged = isKnown ? known!.Or(pair.Value) : pair.Value;
            if (isKnown && ReferenceEquals(merged, known))
                continue;
            into.Own()[pair.Key] = merged;
            grew |= isKnown || !merged.IsNone;
        }

        return grew;
    }

    private static void Remove<TValue>(CopyOnWrite<Node, TValue> from, Node node)
    {
        if (from.Items.ContainsKey(node))
            from.Own().Remove(node);
    }
}
