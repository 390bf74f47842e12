// SCUT2002: one of the visible normalisers strips the action's list
public interface INormalizer
{
    int Normalize(List<string> words);
}

public sealed class Counting : INormalizer
{
    public int Normalize(List<string> words) => words.Count;
}

public sealed class Stripping : INormalizer
{
    public int Normalize(List<string> words)
    {
        words.RemoveAll(string.IsNullOrEmpty);
        return words.Count;
    }
}

public sealed record Glossary(int Words);

public sealed record Imported(List<string> Words, bool Strip);

public static class GlossaryReducer
{
    [Reducer]
    public static Glossary Apply(Glossary state, Imported action)
    {
        INormalizer normalizer = action.Strip ? new Stripping() : new Counting();
        return new Glossary(state.Words + normalizer.Normalize(action.Words)); // here
    }
}
