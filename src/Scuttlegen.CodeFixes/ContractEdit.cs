using Microsoft.CodeAnalysis.Text;

namespace Scuttlegen.CodeFixes;

/// <summary>One line to be set in a contract file, or taken out of it.</summary>
/// <param name="Kind">The kind in quotation marks, as the file spells it.</param>
/// <param name="Line">The line, or <see langword="null"/> to take out the one that is there.</param>
internal sealed record ContractEdit(string Kind, string? Line)
{
    private const string Header = "# wire contract 1";
    private const string Removed = "*REMOVED*";

    /// <summary>The text with the line in its place, in ordinal order of kinds; comments, line ends and whether the last line has one stay.</summary>
    public SourceText ApplyTo(SourceText text)
    {
        var newline = NewlineOf(text);
        if (text.ToString().Trim().Length == 0) text = text.WithChanges(new TextChange(new TextSpan(0, text.Length), Header + newline));

        var records = text.Lines.Select(line => (Line: line, Kind: KindOf(line.ToString()))).Where(static record => record.Kind is not null).ToList();
        var own = records.FindIndex(record => record.Kind == Kind);
        if (own >= 0)
        {
            var line = records[own].Line;
            return text.WithChanges(Line is null ? new TextChange(line.SpanIncludingLineBreak, "") : new TextChange(line.Span, Line));
        }

        if (Line is null) return text;
        var next = records.FindIndex(record => string.CompareOrdinal(record.Kind, Kind) > 0);
        if (next >= 0) return Insert(text, StartWithComments(text, records[next].Line), Line + newline);
        var end = records.Count > 0 ? records[records.Count - 1].Line.EndIncludingLineBreak : text.Length;
        var endsWithNewline = end > 0 && text[end - 1] is '\n' or '\r';
        return Insert(text, end, endsWithNewline ? Line + newline : newline + Line);
    }

    private static SourceText Insert(SourceText text, int position, string inserted) => text.WithChanges(new TextChange(new TextSpan(position, 0), inserted));

    /// <summary>Comments right above a line are about it.</summary>
    private static int StartWithComments(SourceText text, TextLine line)
    {
        var first = line;
        for (var number = line.LineNumber - 1; number > 0; number--)
        {
            var above = text.Lines[number].ToString();
            if (above.Length == 0 || above[0] != '#' || above.TrimEnd() == Header) break;
            first = text.Lines[number];
        }

        return first.Start;
    }

    private static string NewlineOf(SourceText text)
    {
        foreach (var line in text.Lines)
        {
            if (line.EndIncludingLineBreak > line.End) return text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        }

        return "\n";
    }

    private static string? KindOf(string line)
    {
        var start = line.StartsWith(Removed, StringComparison.Ordinal) ? Removed.Length : 0;
        if (start >= line.Length || line[start] != '"') return null;
        for (var i = start + 1; i < line.Length; i++)
        {
            if (line[i] == '\\') i++;
            else if (line[i] == '"') return line.Substring(start, i + 1 - start);
        }

        return null;
    }
}
