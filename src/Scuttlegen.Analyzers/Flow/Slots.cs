using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Flow;

/// <summary>What an object holds, by member, or by <see langword="null"/> for its elements, in the order in which that was first known. Never changes, so that states share it. Objects have few members.</summary>
internal sealed class Slots
{
    public static readonly Slots None = new([]);

    private Slots(ImmutableArray<(ISymbol? Member, Value Value)> members) => Members = members;

    public ImmutableArray<(ISymbol? Member, Value Value)> Members { get; }

    /// <summary>What the member holds, or <see langword="null"/> where nothing is known of it.</summary>
    public Value? Find(ISymbol? member) => IndexOf(member) is var index and >= 0 ? Members[index].Value : null;

    public Slots With(ISymbol? member, Value value)
    {
        var index = IndexOf(member);
        return new Slots(index < 0 ? Members.Add((member, value)) : Members.SetItem(index, (Members[index].Member, value)));
    }

    private int IndexOf(ISymbol? member)
    {
        for (var index = 0; index < Members.Length; index++)
        {
            if (SymbolEqualityComparer.Default.Equals(Members[index].Member, member))
                return index;
        }

        return -1;
    }
}
