using Microsoft.CodeAnalysis;
using Scuttlegen.Analyzers.Flow;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>
/// The calls that lead back to where they are made. A call of what stands for a type parameter leads to any type that could, so generic code that calls its parameters seems to lead back to whatever uses it;
/// but each such call goes down into a type argument, and type arguments end. A cycle that closes through them is one only if it does so for types that are: those of a type that holds itself.
/// </summary>
/// <remarks>
/// Cycles of calls that name what they run are taken as they are. Any other passes a method that is reached through a slot. From each such method, in an open instance of its type, the instances are followed that its calls lead to, as far as
/// they do not depend on what stands for an open parameter: if the method is met again, the calls on the way are recursive. That finds every cycle but one kind: where following stops because of an open parameter, the method that the call would reach there is one
/// of a type that is a part of this one's; and parts of parts end, unless a type is a part of its own base (<c>Link : Chain&lt;Link&gt;</c>). Cycles through methods of such bases are taken as they are.
/// </remarks>
internal sealed class RecursiveCalls
{
    /// <summary>Instances that are followed from one method; beyond, all calls of its cycle are taken to be recursive.</summary>
    private const int MaxInstances = 20_000;

    private readonly Cycles _cycles;
    private readonly Func<ISymbol, IEnumerable<Call>> _callsOf;
    private readonly Func<INamedTypeSymbol, bool> _isHeldThroughBase;
    private readonly HashSet<ISymbol> _judged = new(SymbolEqualityComparer.Default);
    private readonly HashSet<(Sym, Sym)> _recursive = [];
    private readonly Dictionary<Instance, List<Instance>> _callees = [];

    /// <param name="cycles">Who seems to lead back to whom.</param>
    /// <param name="callsOf">A member's calls.</param>
    /// <param name="isHeldThroughBase">Whether a type is a base of types that stand for its own parameters.</param>
    public RecursiveCalls(Cycles cycles, Func<ISymbol, IEnumerable<Call>> callsOf, Func<INamedTypeSymbol, bool> isHeldThroughBase)
    {
        (_cycles, _callsOf, _isHeldThroughBase) = (cycles, callsOf, isHeldThroughBase);
        foreach (var cycle in cycles.CalleesFirst)
        {
            if (cycle.Exists(member => CallsWithin(member).Any(IsThroughSlot)))
                Judge(cycle);
        }
    }

    /// <summary>Whether <paramref name="callee"/>, which <paramref name="member"/> calls, leads back to it.</summary>
    public bool IsRecursive(ISymbol member, ISymbol callee) =>
        _judged.Contains(member) ? _recursive.Contains((new Sym(member), new Sym(callee))) : _cycles.IsRecursive(member, callee);

    private void Judge(List<ISymbol> cycle)
    {
        _judged.UnionWith(cycle);
        var named = Cycles.Of(cycle, member => CallsWithin(member).Where(static call => !IsThroughSlot(call)).Select(static call => call.Callee));
        var slots = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var member in cycle)
        {
            foreach (var call in CallsWithin(member))
            {
                if (IsThroughSlot(call))
                    slots.Add(call.Callee);
                else if (named.IsRecursive(member, call.Callee))
                    _recursive.Add((new Sym(member), new Sym(call.Callee)));
            }
        }

        if (slots.Any(method => _isHeldThroughBase(method.ContainingType) || !TryFollow(method)))
            _judged.ExceptWith(cycle);
    }

    /// <summary>Notes the calls on all ways from the method back to it.</summary>
    /// <returns>Whether all ways were followed.</returns>
    private bool TryFollow(ISymbol method)
    {
        var start = Instance.Open(method);
        var callers = new Dictionary<Instance, List<Instance>> { [start] = [] };
        var pending = new Stack<Instance>([start]);
        var back = new Stack<Instance>();
        while (pending.Count > 0)
        {
            var caller = pending.Pop();
            foreach (var callee in CalleesOf(caller))
            {
                if (callers.TryGetValue(callee, out var known))
                {
                    known.Add(caller);
                }
                else if (callers.Count >= MaxInstances)
                {
                    return false;
                }
                else
                {
                    callers.Add(callee, [caller]);
                    pending.Push(callee);
                    if (SymbolEqualityComparer.Default.Equals(callee.Member, method))
                        back.Push(callee);
                }
            }
        }

        if (callers[start].Count > 0)
            back.Push(start);
        var seen = new HashSet<Instance>();
        while (back.Count > 0)
        {
            var callee = back.Pop();
            if (!seen.Add(callee))
                continue;
            foreach (var caller in callers[callee])
            {
                _recursive.Add((new Sym(caller.Member), new Sym(callee.Member)));
                back.Push(caller);
            }
        }

        return true;
    }

    private List<Instance> CalleesOf(Instance caller)
    {
        if (!_callees.TryGetValue(caller, out var callees))
        {
            callees = [.. CallsWithin(caller.Member).Select(caller.Callee).OfType<Instance>().Distinct()];
            _callees.Add(caller, callees);
        }

        return callees;
    }

    private IEnumerable<Call> CallsWithin(ISymbol member) => _callsOf(member).Where(call => _cycles.IsRecursive(member, call.Callee));

    private static bool IsThroughSlot(Call call) => call.Named is IMethodSymbol method && !SymbolEqualityComparer.Default.Equals(Dispatch.Normalize(method), call.Callee);
}
