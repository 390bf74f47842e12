// SCUT1006: EndsWith with CurrentCultureIgnoreCase, asked for in a lambda
using System.Collections.Immutable;

public sealed record Files(ImmutableList<string> Images);
public sealed record Dropped(ImmutableArray<string> Names);

public static class FilesReducers
{
    [Reducer]
    public static Files Apply(Files state, Dropped action) =>
        new(state.Images.AddRange(action.Names.Where(name => name.EndsWith(".gif", StringComparison.CurrentCultureIgnoreCase)))); // here
}
