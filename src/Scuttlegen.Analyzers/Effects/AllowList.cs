using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>What a project knows about members of its own libraries: additional files named <c>ScuttlegenApis.txt</c>, in the format of <c>Apis.txt</c>.</summary>
internal static class AllowList
{
    public const string FileName = "ScuttlegenApis.txt";

    private static readonly ConditionalWeakTable<AnalyzerOptions, ApiTable> Tables = new();

    /// <summary>The table of the platform's members, with what the project says before it.</summary>
    public static ApiTable TableFor(AnalyzerOptions? options) => options is null ? ApiTable.Instance : Tables.GetValue(options, static key => Read(key));

    public static bool IsAllowList(AdditionalText file) => Path.GetFileName(file.Path) == FileName;

    /// <summary>The entries of a file, and the lines that are none, each with what is wrong with it.</summary>
    public static IEnumerable<(TextLine Line, ApiTable.Entry? Entry, string? Problem)> ReadLines(SourceText text)
    {
        foreach (var line in text.Lines)
        {
            ApiTable.Entry? entry = null;
            string? problem = null;
            try
            {
                entry = ApiTable.Parse(line.ToString());
            }
            catch (FormatException exception)
            {
                problem = exception.Message;
            }

            if (entry is not null || problem is not null)
                yield return (line, entry, problem);
        }
    }

    private static ApiTable Read(AnalyzerOptions options)
    {
        var entries = new Dictionary<(string, bool), ApiTable.Entry>();
        foreach (var file in options.AdditionalFiles)
        {
            if (!IsAllowList(file) || file.GetText() is not { } text)
                continue;
            // The last line on a member counts; what is no line is reported by its own rule.
            foreach (var (_, entry, _) in ReadLines(text))
            {
                if (entry is not null)
                    entries[(entry.Id, entry.Flow is null)] = entry;
            }
        }

        return entries.Count == 0 ? ApiTable.Instance : new ApiTable(entries.Values.ToImmutableArray(), ApiTable.Instance);
    }
}
