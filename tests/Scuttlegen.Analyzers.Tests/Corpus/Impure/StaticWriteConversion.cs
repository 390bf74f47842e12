// SCUT2003: the conversion interns its value in a static table
public readonly record struct Tag(string Text)
{
    private static readonly Dictionary<string, string> Interned = new(StringComparer.Ordinal);

    public static implicit operator Tag(string text)
    {
        Interned.TryAdd(text, text);
        return new Tag(text);
    }
}

public sealed record Photo(Tag Tag);

public sealed record Tagged(string Tag);

public static class PhotoReducer
{
    [Reducer]
    public static Photo Apply(Photo state, Tagged action) => new(action.Tag); // here
}
