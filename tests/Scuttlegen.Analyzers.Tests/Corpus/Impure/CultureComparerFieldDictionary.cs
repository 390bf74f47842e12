// SCUT1006: a dictionary built with StringComparer.CurrentCultureIgnoreCase merges other keys in other cultures
using System.Collections.Immutable;

public sealed record Aliases(ImmutableDictionary<string, string> Map);
public sealed record AliasesReset(string Alias, string Target);

public static class AliasReducers
{
    [Reducer]
    public static Aliases Apply(Aliases state, AliasesReset action)
    {
        var map = ImmutableDictionary.Create<string, string>(StringComparer.CurrentCultureIgnoreCase); // here
        return new Aliases(map.Add(action.Alias, action.Target));
    }
}
