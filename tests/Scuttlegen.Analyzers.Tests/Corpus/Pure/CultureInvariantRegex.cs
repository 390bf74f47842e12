// silent: patterns without IgnoreCase, and one that ignores case under CultureInvariant
using System.Text.RegularExpressions;

public static class Patterns
{
    private static readonly Regex Mention = new("@[a-z]+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);
    private static readonly Regex Link = new("https?://[^ ]+");

    public static string? FirstMention(string text) => Mention.Match(text) is { Success: true } match ? match.Value : null;
    public static string Unlink(string text) => Link.Replace(text, match => "[" + match.Value + "]");
}

public sealed record Post(string Body, string? Mention, bool Loud);
public sealed record Posted(string Body);

public static class PostReducers
{
    [Reducer]
    public static Post Apply(Post state, Posted action) => new(Patterns.Unlink(action.Body), Patterns.FirstMention(action.Body), Regex.IsMatch(action.Body, "^[A-Z!]+$"));
}
