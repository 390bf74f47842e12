// SCUT1007: a HashCode accumulator in a helper feeds an etag
public static class Etags
{
    public static int Of(string title, string body)
    {
        var hash = new HashCode();
        hash.Add(title.Length);
        hash.Add(body.Length);
        return hash.ToHashCode();
    }
}

public sealed record Article(string Title, string Body, int Etag);
public sealed record Revised(string Body);

public static class ArticleReducers
{
    [Reducer]
    public static Article Apply(Article state, Revised action) => state with { Body = action.Body, Etag = Etags.Of(state.Title, action.Body) }; // here
}
