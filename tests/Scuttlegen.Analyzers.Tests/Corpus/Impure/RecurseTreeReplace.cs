// SCUT2008: renames a comment in a thread of unbounded depth by recursion
using System.Collections.Immutable;

public sealed record Comment(int Id, string Text, ImmutableList<Comment> Replies);

public sealed record CommentEdited(int Id, string Text);

public static class CommentReducer
{
    [Reducer]
    public static Comment Apply(Comment state, CommentEdited action) => Edit(state, action); // here

    private static Comment Edit(Comment comment, CommentEdited action)
    {
        if (comment.Id == action.Id)
            return comment with { Text = action.Text };
        var replies = comment.Replies;
        for (var i = 0; i < replies.Count; i++)
            replies = replies.SetItem(i, Edit(replies[i], action));
        return comment with { Replies = replies };
    }
}
