// SCUT1006: char.ToLower given as a method group to Select
public sealed record Slug(string Value);
public sealed record Named(string Value);

public static class SlugReducers
{
    [Reducer]
    public static Slug Apply(Slug state, Named action) => new(string.Concat(action.Value.Select(char.ToLower))); // here
}
