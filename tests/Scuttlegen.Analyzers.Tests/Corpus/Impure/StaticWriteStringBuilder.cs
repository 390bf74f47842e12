// SCUT2003: reuses a static StringBuilder
using System.Text;

public sealed record Headline(string Text);

public sealed record WordsSet(IReadOnlyList<string> Words);

public static class Headlines
{
    private static readonly StringBuilder Builder = new();

    public static string Join(IReadOnlyList<string> words)
    {
        Builder.Clear();
        foreach (var word in words)
            Builder.Append(word).Append(' ');
        return Builder.ToString();
    }
}

public static class HeadlineReducer
{
    [Reducer]
    public static Headline Apply(Headline state, WordsSet action) => new(Headlines.Join(action.Words)); // here
}
