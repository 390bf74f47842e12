// SCUT1008: inverting a dictionary with the indexer: of two keys with one value the last wins
using System.Collections.Immutable;

public sealed record Codes(ImmutableDictionary<string, string> Forward, ImmutableDictionary<string, string> Back);
public sealed record CodeSet(string Code, string Meaning);

public static class CodeReducers
{
    [Reducer]
    public static Codes Apply(Codes state, CodeSet action)
    {
        var forward = state.Forward.SetItem(action.Code, action.Meaning);
        var back = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var (code, meaning) in forward) // here
            back[meaning] = code;
        return new Codes(forward, back.ToImmutable());
    }
}
