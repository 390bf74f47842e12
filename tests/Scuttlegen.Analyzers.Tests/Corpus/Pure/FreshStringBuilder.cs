// silent: the StringBuilder is local and only its text is kept
using System.Text;

public sealed record Document(string Text);

public sealed record Inserted(int At, string Text);

public static class DocumentReducer
{
    [Reducer]
    public static Document Apply(Document state, Inserted action)
    {
        var text = new StringBuilder(state.Text);
        text.Insert(Math.Clamp(action.At, 0, text.Length), action.Text);
        text.Replace("\r\n", "\n");
        return new Document(text.ToString());
    }
}
