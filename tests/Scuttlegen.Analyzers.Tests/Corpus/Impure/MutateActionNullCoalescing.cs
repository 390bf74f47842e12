// SCUT2002: `??=` writes the default back into the action
public sealed record Article(string Title);

public sealed class TitleChanged
{
    public string? Title { get; set; }
}

public static class ArticleReducer
{
    [Reducer]
    public static Article Apply(Article state, TitleChanged action) => new(action.Title ??= "untitled"); // here
}
