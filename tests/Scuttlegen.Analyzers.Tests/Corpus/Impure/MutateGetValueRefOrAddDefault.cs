// SCUT2002, SCUT4002: adds a default entry to the state's dictionary and counts it up through a reference
using System.Runtime.InteropServices;

public sealed record Words(Dictionary<string, int> Counts); // here

public sealed record Said(string Word);

public static class WordsReducer
{
    [Reducer]
    public static Words Apply(Words state, Said action)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(state.Counts, action.Word, out _)++; // here
        return state with { };
    }
}
