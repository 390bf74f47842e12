using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Moves the lines of the unshipped wire contract into the shipped one, in ordinal order of kinds; a line of the same kind is replaced, comments stay before the line they
/// stood before. A removal stays as well: what was once written under a kind is in logs for ever, so no other layout may take its name.
/// </summary>
public class ShipWireContract : Task
{
    private const string Header = "# wire contract 1";
    private const string Removed = "*REMOVED*";

    [Required]
    public string Shipped { get; set; }

    [Required]
    public string Unshipped { get; set; }

    public override bool Execute()
    {
        var unshipped = Read(Unshipped, out var unshippedRest);
        if (unshipped == null) return false;
        if (unshipped.Count == 0)
        {
            Log.LogMessage(MessageImportance.High, "WireContract.Unshipped.txt has nothing to ship.");
            return true;
        }

        var shipped = Read(Shipped, out var rest);
        if (shipped == null) return false;
        foreach (var entry in unshipped)
        {
            var index = shipped.FindIndex(other => other.Kind == entry.Kind);
            if (index >= 0)
            {
                entry.Before.InsertRange(0, shipped[index].Before);
                shipped[index] = entry;
                continue;
            }

            index = shipped.FindIndex(other => string.CompareOrdinal(other.Kind, entry.Kind) > 0);
            shipped.Insert(index < 0 ? shipped.Count : index, entry);
        }

        // The shipped file first: what is in both files after a crash is shipped once more by the next run, to the same end.
        Write(Shipped, shipped, rest);
        Write(Unshipped, new List<Entry>(), unshippedRest);
        Log.LogMessage(MessageImportance.High, "Shipped " + unshipped.Count + " line(s) of the wire contract.");
        return true;
    }

    private List<Entry> Read(string path, out List<string> rest)
    {
        var entries = new List<Entry>();
        rest = new List<string>();
        var lines = File.Exists(path) ? File.ReadAllLines(path) : new string[0];
        var hasHeader = false;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd();
            if (line.Length > 0 && !hasHeader)
            {
                hasHeader = true;
                if (line != Header)
                {
                    Log.LogError(null, "SCUT3015", null, path, i + 1, 0, 0, 0, "The file does not begin with '" + Header + "': nothing was shipped.");
                    return null;
                }
            }
            else if (line.Length == 0 || line[0] == '#') rest.Add(line);
            else
            {
                var kind = KindOf(line);
                if (kind == null || entries.Any(other => other.Kind == kind))
                {
                    Log.LogError(null, "SCUT3015", null, path, i + 1, 0, 0, 0, "This is no line of a wire contract, or its kind has one already: nothing was shipped.");
                    return null;
                }

                entries.Add(new Entry { Kind = kind, Line = line, Before = rest });
                rest = new List<string>();
            }
        }

        return entries;
    }

    /// <summary>The kind as it is written, between its quotation marks.</summary>
    private static string KindOf(string line)
    {
        var start = line.StartsWith(Removed, StringComparison.Ordinal) ? Removed.Length : 0;
        if (start >= line.Length || line[start] != '"') return null;
        for (var i = start + 1; i < line.Length; i++)
        {
            if (line[i] == '\\') i++;
            else if (line[i] == '"') return line.Substring(start + 1, i - start - 1);
        }

        return null;
    }

    private void Write(string path, List<Entry> entries, List<string> rest)
    {
        // A new file has the line ends of the one beside it.
        var newline = File.ReadAllText(File.Exists(path) ? path : Unshipped).Contains("\r\n") ? "\r\n" : "\n";
        var lines = new[] { Header }.Concat(entries.SelectMany(entry => entry.Before.Concat(new[] { entry.Line }))).Concat(rest);
        var complete = path + ".new";
        File.WriteAllText(complete, string.Join(newline, lines) + newline, new UTF8Encoding(false));
        if (File.Exists(path)) File.Replace(complete, path, null);
        else File.Move(complete, path);
    }

    private sealed class Entry
    {
        public string Kind;
        public string Line;
        public List<string> Before;
    }
}
