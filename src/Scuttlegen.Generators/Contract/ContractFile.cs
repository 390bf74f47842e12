using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Scuttlegen.Generators.Contract;

/// <summary>One kind's line in a contract file.</summary>
/// <param name="IsRemoved">Whether it says that the kind's declaration was removed on purpose.</param>
internal sealed record ContractLine(string Kind, LayoutRoot Layout, bool IsRemoved, TextSpan Span);

/// <summary>A contract file: a header, then one line per kind, comments, and empty lines.</summary>
internal sealed class ContractFile
{
    public const string Header = "# wire contract 1";
    public const string Removed = "*REMOVED*";

    private readonly List<ContractLine> _lines = [];
    private readonly List<(TextSpan Span, string Message)> _errors = [];

    public ContractFile(string path, SourceText text)
    {
        Path = path;
        Text = text;
        var hasHeader = false;
        foreach (var line in text.Lines)
        {
            var content = line.ToString();
            if (content.Trim().Length == 0) continue;
            if (!hasHeader)
            {
                hasHeader = true;
                if (content.TrimEnd() == Header) continue;
                _errors.Add((line.Span, HeaderFault(content)));
            }

            if (content[0] != '#') ReadLine(content.TrimEnd(), line.Start);
        }
    }

    public string Path { get; }

    public SourceText Text { get; }

    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>In the order of the file, each kind once.</summary>
    public IReadOnlyList<ContractLine> Lines => _lines;

    /// <summary>What cannot be read, and why.</summary>
    public IReadOnlyList<(TextSpan Span, string Message)> Errors => _errors;

    public Location LocationOf(TextSpan span) => Location.Create(Path, span, Text.Lines.GetLinePositionSpan(span));

    public ContractLine? Find(string kind) => _lines.Find(l => l.Kind == kind);

    public static string Print(string kind, LayoutRoot layout) => $"{Binding.ContractText.Quote(kind)} {layout.Type} {layout.Layout.Print()}";

    private static string HeaderFault(string line) => line.StartsWith("# wire contract ", StringComparison.Ordinal)
        ? $"the file has a format that this version of Scuttlegen does not know; update Scuttlegen, or begin the file with '{Header}'"
        : $"the file does not begin with '{Header}'; add that line";

    private void ReadLine(string line, int start)
    {
        void Fail(int from, string message) => _errors.Add((TextSpan.FromBounds(start + Math.Min(from, line.Length), start + line.Length), message));

        var isRemoved = line.StartsWith(Removed, StringComparison.Ordinal);
        var position = isRemoved ? Removed.Length : 0;
        if (Unquote(line, ref position) is not { } kind)
        {
            Fail(0, "a line begins with the kind in quotation marks, or with '#' if it is a comment");
            return;
        }

        var space = position < line.Length && line[position] == ' ' ? line.IndexOf(" [", position + 1, StringComparison.Ordinal) : -1;
        if (space < 0)
        {
            Fail(position, "the type and the layout of the kind are missing: \"kind\" Namespace.Type [Member:type, …]");
            return;
        }

        var type = line.Substring(position + 1, space - position - 1);
        if (LayoutParser.Parse(line, space + 1, out var error) is not { } node)
        {
            Fail(error.Position, error.Message);
            return;
        }

        var layout = node switch
        {
            RecordNode { IsUnion: false } record => record,
            _ => null,
        };
        if (layout is null)
        {
            Fail(space + 1, "the layout of a kind is a list of members: [Member:type, …]");
            return;
        }

        if (Find(kind) is { } first)
        {
            Fail(0, $"the kind {Binding.ContractText.Quote(kind)} is in line {Text.Lines.GetLineFromPosition(first.Span.Start).LineNumber + 1} already; keep one of the two");
            return;
        }

        _lines.Add(new ContractLine(kind, new LayoutRoot(type, layout), isRemoved, new TextSpan(start, line.Length)));
    }

    /// <summary>The quoted text at <paramref name="position"/>, which is moved behind it; the opposite of <see cref="Binding.ContractText.Quote"/>.</summary>
    private static string? Unquote(string line, ref int position)
    {
        if (position >= line.Length || line[position] != '"') return null;
        var text = new StringBuilder();
        for (var i = position + 1; i < line.Length; i++)
        {
            switch (line[i])
            {
                case '"':
                    position = i + 1;
                    return text.Length == 0 ? null : text.ToString();
                case '\\' when i + 5 < line.Length && line[i + 1] == 'u'
                    && ushort.TryParse(line.Substring(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                    text.Append((char)code);
                    i += 5;
                    break;
                case '\\' when i + 1 < line.Length && line[i + 1] is '"' or '\\':
                    text.Append(line[++i]);
                    break;
                default:
                    text.Append(line[i]);
                    break;
            }
        }

        return null;
    }
}
