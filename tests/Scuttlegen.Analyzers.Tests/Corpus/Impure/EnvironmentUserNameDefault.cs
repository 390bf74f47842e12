// SCUT1005: an anonymous comment is signed with the user name of whoever replays it
public sealed record Comment(string Author, string Body);
public sealed record Commented(string? Author, string Body);

public static class CommentReducers
{
    [Reducer]
    public static Comment Apply(Comment state, Commented action) => new(action.Author ?? Environment.UserName, action.Body); // here
}
