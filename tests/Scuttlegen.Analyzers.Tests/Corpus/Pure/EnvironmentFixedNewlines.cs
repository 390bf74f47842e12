// silent: lines end with a constant \n, paths are joined with a constant slash
using System.Text;

public sealed record Note(string Text, string Path);
public sealed record NoteWritten(string Line, string Folder);

public static class NoteReducers
{
    private const string NewLine = "\n";

    [Reducer]
    public static Note Apply(Note state, NoteWritten action)
    {
        var text = new StringBuilder(state.Text).Append(action.Line).Append(NewLine).Append('\n');
        return new Note(text.ToString(), string.Join('/', action.Folder, "note.md"));
    }
}
