// silent: casing and character classes that do not ask the current culture
public sealed record Slug(string Value);
public sealed record Titled(string Title);

public static class SlugReducers
{
    [Reducer]
    public static Slug Apply(Slug state, Titled action)
    {
        var slug = string.Concat(action.Title.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'));
        return char.IsDigit(slug, 0) || char.IsAsciiLetter(slug[0]) || char.IsWhiteSpace(slug[^1]) ? new(slug.ToLowerInvariant()) : state;
    }
}
