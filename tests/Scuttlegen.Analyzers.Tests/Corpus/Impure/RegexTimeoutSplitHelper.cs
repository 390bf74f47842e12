// SCUT1017: Split with a timeout, two calls down
using System.Collections.Immutable;
using System.Text.RegularExpressions;

public static class Tokens
{
    public static ImmutableArray<string> Of(string text) => Split(text);
    private static ImmutableArray<string> Split(string text) => [.. Regex.Split(text, "[,;] *", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(2))];
}

public sealed record Bag(ImmutableArray<string> Tokens);
public sealed record Filled(string Text);

public static class BagReducers
{
    [Reducer]
    public static Bag Apply(Bag state, Filled action) => new(Tokens.Of(action.Text)); // here
}
