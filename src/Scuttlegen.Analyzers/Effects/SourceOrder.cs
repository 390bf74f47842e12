using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>
/// One order for the members of a cycle, whoever asked for one of them first: what a limited number of rounds finds, and from which side, depends on it.
/// </summary>
internal static class SourceOrder
{
    /// <summary>The members, callees before callers as far as the cycle allows, beginning with what stands first in the source.</summary>
    public static List<ISymbol> CalleesFirst(List<ISymbol> cycle, Func<ISymbol, IEnumerable<ISymbol>> callees)
    {
        if (cycle.Count == 1)
            return cycle;
        var left = new HashSet<ISymbol>(cycle, SymbolEqualityComparer.Default);
        var order = new List<ISymbol>(cycle.Count);
        var pending = new Stack<(ISymbol Member, bool IsDone)>();
        cycle.Sort(Compare);
        foreach (var first in cycle)
        {
            pending.Push((first, false));
            while (pending.Count > 0)
            {
                var (member, isDone) = pending.Pop();
                if (isDone)
                {
                    order.Add(member);
                }
                else if (left.Remove(member))
                {
                    pending.Push((member, true));
                    foreach (var callee in callees(member))
                        pending.Push((callee, false));
                }
            }
        }

        return order;
    }

    private static int Compare(ISymbol left, ISymbol right)
    {
        if (SymbolEqualityComparer.Default.Equals(left, right))
            return 0;
        var (ours, theirs) = (left.Locations.FirstOrDefault(), right.Locations.FirstOrDefault());
        var order = string.CompareOrdinal(ours?.SourceTree?.FilePath, theirs?.SourceTree?.FilePath);
        if (order == 0 && ours is not null && theirs is not null)
            order = ours.SourceSpan.CompareTo(theirs.SourceSpan);
        // What the compiler writes stands where its type does.
        return order != 0 ? order : string.CompareOrdinal(left.ToDisplayString(), right.ToDisplayString());
    }
}
