// SCUT1006: an invariant-culture comparison still depends on the ICU or NLS version of the machine
public sealed record Lexicon(string Last);
public sealed record Looked(string Word);

public static class LexiconReducers
{
    [Reducer]
    public static Lexicon Apply(Lexicon state, Looked action) => string.Compare(action.Word, state.Last, StringComparison.InvariantCulture) > 0 ? new(action.Word) : state; // here
}
