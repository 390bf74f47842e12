// SCUT1017: a Regex constructed with a timeout, caught and turned into "no match"
using System.Text.RegularExpressions;

public static class Patterns
{
    private static readonly Regex Url = new(@"^(https?://)?([\w-]+\.)+\w+$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public static bool IsUrl(string text)
    {
        try { return Url.IsMatch(text); }
        catch (RegexMatchTimeoutException) { return false; }
    }
}

public sealed record Link(string Url);
public sealed record Linked(string Text);

public static class LinkReducers
{
    [Reducer]
    public static Link Apply(Link state, Linked action) => Patterns.IsUrl(action.Text) ? new(action.Text) : state; // here
}
