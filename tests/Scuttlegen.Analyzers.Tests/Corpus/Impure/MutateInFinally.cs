// SCUT2002: the action's buffer is cleared in a finally block
using System.Text;

public sealed record Note(string Text);

public sealed record Pasted(List<string> Parts);

public static class NoteReducer
{
    [Reducer]
    public static Note Apply(Note state, Pasted action)
    {
        var text = new StringBuilder(state.Text);
        try
        {
            foreach (var part in action.Parts)
                text.Append(part);
            return new Note(text.ToString());
        }
        finally
        {
            action.Parts.Clear(); // here
        }
    }
}
