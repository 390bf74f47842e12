using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>The strongly connected components of a call graph (S. R. Kosaraju): who leads back to whom.</summary>
internal sealed class Cycles
{
    private readonly Dictionary<ISymbol, int> _componentOf = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _selfCalling = new(SymbolEqualityComparer.Default);
    private readonly List<List<ISymbol>> _components = [];

    /// <param name="members">All members in the order in which a depth-first search leaves them: callees before callers as far as cycles allow.</param>
    /// <param name="callees">What a member calls; what is not among the members is ignored.</param>
    public Cycles(List<ISymbol> members, Func<ISymbol, IEnumerable<ISymbol>> callees)
    {
        var callers = new Dictionary<ISymbol, List<ISymbol>>(SymbolEqualityComparer.Default);
        foreach (var member in members)
            callers.Add(member, []);
        foreach (var member in members)
        {
            foreach (var callee in callees(member))
            {
                if (SymbolEqualityComparer.Default.Equals(callee, member))
                    _selfCalling.Add(member);
                if (callers.TryGetValue(callee, out var known))
                    known.Add(member);
            }
        }

        // Against the calls, from the callers down.
        var pending = new Stack<ISymbol>();
        for (var index = members.Count - 1; index >= 0; index--)
        {
            if (_componentOf.ContainsKey(members[index]))
                continue;
            var component = new List<ISymbol>();
            pending.Push(members[index]);
            while (pending.Count > 0)
            {
                var member = pending.Pop();
                if (_componentOf.ContainsKey(member))
                    continue;
                _componentOf.Add(member, _components.Count);
                component.Add(member);
                foreach (var caller in callers[member])
                    pending.Push(caller);
            }

            _components.Add(component);
        }
    }

    /// <summary>The components of members that stand in no order.</summary>
    public static Cycles Of(IEnumerable<ISymbol> members, Func<ISymbol, IEnumerable<ISymbol>> callees)
    {
        var all = new HashSet<ISymbol>(members, SymbolEqualityComparer.Default);
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var left = new List<ISymbol>();
        var pending = new Stack<(ISymbol Member, bool IsDone)>();
        foreach (var member in members)
        {
            pending.Push((member, false));
            while (pending.Count > 0)
            {
                var (next, isDone) = pending.Pop();
                if (isDone)
                    left.Add(next);
                else if (seen.Add(next))
                {
                    pending.Push((next, true));
                    foreach (var callee in callees(next).Where(all.Contains))
                        pending.Push((callee, false));
                }
            }
        }

        return new Cycles(left, callees);
    }

    /// <summary>The components, none before another that it calls.</summary>
    public IEnumerable<List<ISymbol>> CalleesFirst => Enumerable.Reverse(_components);

    /// <summary>Whether the member leads back to itself.</summary>
    public bool IsInCycle(ISymbol member) => _selfCalling.Contains(member) || (_componentOf.TryGetValue(member, out var own) && _components[own].Count > 1);

    /// <summary>Whether <paramref name="callee"/>, which <paramref name="member"/> calls, leads back to it.</summary>
    public bool IsRecursive(ISymbol member, ISymbol callee)
    {
        if (SymbolEqualityComparer.Default.Equals(member, callee))
            return _selfCalling.Contains(member);
        return _componentOf.TryGetValue(callee, out var other) && _componentOf.TryGetValue(member, out var own) && own == other;
    }
}
