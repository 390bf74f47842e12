using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Scuttlegen.Benchmarks.Analyzers;

/// <summary>
/// A program of honest reducers, each with its action in a file of its own, written as people write them: loops, LINQ, builders, local collections that are
/// frozen, and helpers up to four calls deep that files share. What Scuttlegen generates is not in it: whoever wants that compiled too runs the generators.
/// </summary>
internal sealed class ReducerProgram
{
    private const int ReducersOfState = 25;
    private const int HelpersOfLayer = 50;
    private const int Layers = 4;

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest);

    /// <param name="reducers">How many reducers, each in a file.</param>
    /// <param name="states">How many types of state they share out; by default one for 25 reducers.</param>
    public ReducerProgram(int reducers, int? states = null)
    {
        States = states ?? Math.Max(1, reducers / ReducersOfState);
        var files = new List<(string Path, string Text)> { ("Sequences.cs", Sequences) };
        for (var i = 0; i < States; i++) files.Add((StatePath(i), State(i, "0")));
        for (var i = 0; i < States; i++) files.Add((Name($"Stores/Store{i}.cs"), Store(i)));
        for (var i = 0; i < HelpersOfLayer * Layers; i++) files.Add((Name($"Helpers/H{i}.cs"), Helper(i)));
        for (var i = 0; i < reducers; i++) files.Add((ReducerPath(i), Reducer(i, "1")));
        Files = files;
        Compilation = CSharpCompilation.Create(
            "Program",
            Trees(),
            References.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, optimizationLevel: OptimizationLevel.Release));
    }

    /// <summary>What such a program refers to: the platform and the two libraries, not what the benchmarks themselves use.</summary>
    public static IReadOnlyList<string> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)
            || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll" or "Scuttlegen.Runtime.dll" or "Scuttlegen.Crdt.dll"),
    ];

    public int States { get; }

    public IReadOnlyList<(string Path, string Text)> Files { get; }

    public CSharpCompilation Compilation { get; }

    /// <summary>The program parsed anew, as a compiler begins: nothing of it is bound.</summary>
    public CSharpCompilation Parsed() => Compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(Trees());

    /// <summary>Its files, parsed anew.</summary>
    public SyntaxTree[] Trees(CSharpParseOptions? options = null) => [.. Files.Select(file => Parse(file.Path, file.Text, options))];

    private static string ReducerPath(int i) => Name($"Reducers/R{i}.cs");

    private static string StatePath(int i) => Name($"States/S{i}.cs");

    /// <summary>The same program, but that one reducer's body adds <paramref name="amount"/>: the tree is new, all others are those of before.</summary>
    public (CSharpCompilation Compilation, SyntaxTree Tree) Edited(int reducer, string amount) => Replaced(ReducerPath(reducer), Reducer(reducer, amount));

    /// <summary>The same program, but that one state begins with <paramref name="best"/>.</summary>
    public (CSharpCompilation Compilation, SyntaxTree Tree) EditedState(int state, string best) => Replaced(StatePath(state), State(state, best));

    private (CSharpCompilation Compilation, SyntaxTree Tree) Replaced(string path, string text)
    {
        var old = Compilation.SyntaxTrees.First(tree => tree.FilePath == path);
        var tree = Parse(path, text);
        return (Compilation.ReplaceSyntaxTree(old, tree), tree);
    }

    private static SyntaxTree Parse(string path, string text, CSharpParseOptions? options = null) => CSharpSyntaxTree.ParseText(text, options ?? Options, path, Encoding.UTF8);

    private string Reducer(int i, string amount)
    {
        var state = Name($"S{i % States}");
        var helper = Name($"H{i % HelpersOfLayer}");
        var other = Name($"H{((i * 7) + 3) % HelpersOfLayer}");
        var body = (i % 6) switch
        {
            0 => Name($$"""
                        var scores = state.Scores;
                        var best = state.Best;
                        foreach (var (name, score) in state.Scores)
                        {
                            if (!action.Names.Contains(name, StringComparer.Ordinal))
                                continue;
                            var gained = {{helper}}.Weigh(name, action.By) + {{amount}};
                            scores = scores.SetItem(name, score + gained);
                            if (score + gained > best)
                                best = score + gained;
                        }

                        var top = scores
                            .Where(pair => pair.Value > 0)
                            .OrderByDescending(pair => pair.Value)
                            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
                            .Take(10)
                            .Select(pair => pair.Key)
                            .ToImmutableArray();
                        return state with { Scores = scores, Best = best, Top = top, Seen = context.Timestamp };
                """),
            1 => Name($$"""
                        var text = new StringBuilder();
                        var words = action.Title.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                        for (var index = 0; index < words.Length; index++)
                        {
                            if (index > 0)
                                text.Append(' ');
                            var word = words[index].Trim().ToUpperInvariant();
                            text.Append(word.Length > 3 ? word[..3] : word);
                        }

                        if (text.Length == 0)
                            text.Append(CultureInfo.InvariantCulture, $"untitled {state.Best + {{amount}}}");
                        var title = {{other}}.Shorten(text.ToString(), 40);
                        if (string.Equals(title, state.Title, StringComparison.Ordinal))
                            return state;
                        var entry = new Entry(context.NewGuid(), title, action.By, context.Timestamp);
                        return state with
                        {
                            Title = title,
                            Entries = state.Entries.Count >= 100 ? state.Entries.RemoveAt(0).Add(entry) : state.Entries.Add(entry),
                            Labels = state.Labels.SetItem(title, string.Format(CultureInfo.InvariantCulture, "{0}:{1:D4}", title, Math.Abs(action.By))),
                        };
                """),
            2 => Name($$"""
                        var kept = new List<Entry>(state.Entries.Count);
                        var dropped = 0;
                        foreach (var entry in state.Entries)
                        {
                            if (entry.Amount < action.By || entry.At > context.Timestamp)
                            {
                                dropped += {{amount}};
                                continue;
                            }

                            kept.Add(entry with { Amount = {{helper}}.Weigh(entry.Text, entry.Amount) });
                        }

                        kept.Sort((x, y) => x.Amount != y.Amount ? x.Amount.CompareTo(y.Amount) : x.Id.CompareTo(y.Id));
                        while (kept.Count > 50)
                        {
                            kept.RemoveAt(kept.Count - 1);
                            dropped++;
                        }

                        var total = kept.Sum(entry => (long)entry.Amount);
                        return state with { Entries = kept.ToImmutableList(), Best = (int)Math.Min(total, int.MaxValue), Dropped = state.Dropped + dropped };
                """),
            3 => Name($$"""
                        var wanted = Sequences.Filter(state.Entries, entry => entry.Text.StartsWith(action.Title, StringComparison.Ordinal));
                        var amounts = Sequences.Map(wanted, entry => {{other}}.Weigh(entry.Text, entry.Amount) + {{amount}});
                        var sum = Sequences.Fold(amounts, 0L, (total, amount) => total + amount);
                        var peak = 0;
                        foreach (var amount in amounts)
                            peak = Math.Max(peak, amount);
                        var labels = state.Labels.ToBuilder();
                        foreach (var entry in wanted)
                        {
                            if (labels.TryGetValue(entry.Text, out var label) && label.Length > 20)
                                labels[entry.Text] = label[..20];
                            else
                                labels[entry.Text] = entry.Amount.ToString("D3", CultureInfo.InvariantCulture);
                        }

                        var title = sum switch
                        {
                            < 0 => "debt",
                            0 => "even",
                            > 1_000_000 => "rich",
                            _ => {{helper}}.Shorten(action.Title, 12),
                        };
                        return state with { Title = title, Best = Math.Max(state.Best, peak), Labels = labels.ToImmutable() };
                """),
            4 => Name($$"""
                        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
                        foreach (var name in action.Names)
                        {
                            var key = {{helper}}.Shorten(name, 16);
                            counts[key] = counts.TryGetValue(key, out var known) ? known + {{amount}} : {{amount}};
                        }

                        var scores = state.Scores;
                        foreach (var pair in counts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                        {
                            scores.TryGetValue(pair.Key, out var before);
                            scores = pair.Value + before == 0 ? scores.Remove(pair.Key) : scores.SetItem(pair.Key, before + pair.Value);
                        }

                        var groups =
                            from entry in state.Entries
                            group entry by entry.Text.Length into sameLength
                            orderby sameLength.Key
                            select (sameLength.Key, Sum: sameLength.Sum(entry => entry.Amount));
                        var summary = string.Join(", ", groups.Select(g => g.Key.ToString(CultureInfo.InvariantCulture) + "=" + g.Sum.ToString(CultureInfo.InvariantCulture)));
                        return state with { Scores = scores, Title = summary };
                """),
            _ => Name($$"""
                        if (action.Names.IsDefaultOrEmpty || action.By == 0)
                            return state;
                        var picks = new int[Math.Min(action.Names.Length, 8)];
                        for (var index = 0; index < picks.Length; index++)
                            picks[index] = context.Next(0, action.Names.Length);
                        var names = ImmutableArray.CreateBuilder<string>(picks.Length);
                        foreach (var pick in picks)
                            names.Add({{other}}.Shorten(action.Names[pick], 24));
                        var entries = state.Entries;
                        var index2 = entries.FindIndex(entry => entry.Text == action.Title);
                        if (index2 >= 0)
                        {
                            var found = entries[index2];
                            entries = entries.SetItem(index2, found with { Amount = {{helper}}.Weigh(found.Text, found.Amount + {{amount}}), At = context.Timestamp });
                        }
                        else
                        {
                            entries = entries.Add(new Entry(context.NewGuid(), action.Title, action.By, context.Timestamp));
                        }

                        return state with { Entries = entries, Top = names.ToImmutable(), Dropped = Math.Clamp(state.Dropped - 1, 0, 1000) };
                """),
        };
        return Name($$"""
            using System;
            using System.Collections.Generic;
            using System.Collections.Immutable;
            using System.Globalization;
            using System.Linq;
            using System.Text;
            using App.Helpers;
            using App.States;
            using Scuttlegen;

            namespace App.Reducers;

            /// <summary>One of many.</summary>
            [GossipAction("app.a{{i}}")]
            public sealed partial record A{{i}}(string Title, int By, ImmutableArray<string> Names);

            /// <summary>One of many.</summary>
            internal static class R{{i}}
            {
                [Reducer]
                internal static {{state}} Apply({{state}} state, A{{i}} action, ReplayContext context)
                {
            {{body}}
                }
            }

            """);
    }

    private static string State(int i, string best) => Name($$"""
        using System;
        using System.Collections.Immutable;

        namespace App.States;

        public sealed record S{{i}}(
            string Title,
            int Best,
            int Dropped,
            DateTimeOffset Seen,
            ImmutableArray<string> Top,
            ImmutableSortedDictionary<string, int> Scores,
            ImmutableSortedDictionary<string, string> Labels,
            ImmutableList<Entry> Entries)
        {
            public static S{{i}} Initial { get; } = new(
                "",
                {{best}},
                0,
                DateTimeOffset.UnixEpoch,
                [],
                ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal),
                ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal),
                []);
        }

        """);

    private static string Store(int i) => Name($"""
        using App.States;
        using Scuttlegen;

        namespace App.Stores;

        [GossipStore(typeof(S{i}))]
        public sealed partial class Store{i};

        """);

    /// <summary>Four layers, each of which calls the next.</summary>
    private static string Helper(int i)
    {
        var isLast = i / HelpersOfLayer == Layers - 1;
        var next = isLast ? "" : Name($"H{i + HelpersOfLayer}");
        return Name($$"""
            using System;
            using System.Text;

            namespace App.Helpers;

            /// <summary>One of many.</summary>
            internal static class H{{i}}
            {
                private const int Limit = {{100 + i}};

                public static int Weigh(string text, int amount)
                {
                    var sum = {{i}};
                    foreach (var letter in text)
                    {
                        if (char.IsAsciiDigit(letter))
                            sum += letter - '0';
                        else if (letter is not (' ' or '-'))
                            sum += letter % 7;
                    }

                    return {{(isLast ? "Math.Min(sum + amount, Limit)" : $"{next}.Weigh(text, Math.Min(sum + amount, Limit))")}};
                }

                public static string Shorten(string text, int length)
                {
                    if (text.Length <= length)
                        return text;
                    var kept = new StringBuilder(length);
                    foreach (var letter in text)
                    {
                        if (kept.Length == length)
                            break;
                        if (!char.IsWhiteSpace(letter))
                            kept.Append(letter);
                    }

                    return {{(isLast ? "kept.ToString()" : $"{next}.Shorten(kept.ToString(), length)")}};
                }
            }

            """);
    }

    private const string Sequences = """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;

        namespace App.States;

        public sealed record Entry(Guid Id, string Text, int Amount, DateTimeOffset At);

        internal static class Sequences
        {
            public static ImmutableArray<T> Filter<T>(IReadOnlyList<T> items, Func<T, bool> isWanted)
            {
                var kept = new List<T>();
                foreach (var item in items)
                {
                    if (isWanted(item))
                        kept.Add(item);
                }

                return [.. kept];
            }

            public static ImmutableArray<TResult> Map<T, TResult>(ImmutableArray<T> items, Func<T, TResult> map)
            {
                var results = ImmutableArray.CreateBuilder<TResult>(items.Length);
                foreach (var item in items)
                    results.Add(map(item));
                return results.MoveToImmutable();
            }

            public static TResult Fold<T, TResult>(ImmutableArray<T> items, TResult seed, Func<TResult, T, TResult> fold)
            {
                var result = seed;
                foreach (var item in items)
                    result = fold(result, item);
                return result;
            }
        }

        """;

    private static string Name(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
