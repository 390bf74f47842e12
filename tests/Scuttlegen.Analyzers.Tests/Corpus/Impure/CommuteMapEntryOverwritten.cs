// SCUT5001: the map's entry is replaced by the last writer
using System.Collections.Immutable;

public sealed record Nicknames(ImmutableSortedDictionary<int, string> Names);

public sealed record Nicknamed(int Id, string Name);

public static class NicknamesReducer
{
    [Reducer(Commutes = true)]
    public static Nicknames Apply(Nicknames state, Nicknamed action) => new(state.Names.SetItem(action.Id, action.Name)); // here
}
