// SCUT1008: the first bad row by hash order is kept as the error
using System.Collections.Immutable;

public sealed record Import(ImmutableDictionary<string, string> Rows, string? FirstError);
public sealed record Validated(int MaxLength);

public static class ImportReducers
{
    [Reducer]
    public static Import Apply(Import state, Validated action)
    {
        string? error = null;
        foreach (var row in state.Rows) // here
            if (row.Value.Length > action.MaxLength)
                error ??= row.Key;
        return state with { FirstError = error };
    }
}
