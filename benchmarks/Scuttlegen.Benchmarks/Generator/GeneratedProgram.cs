using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Scuttlegen.Benchmarks.Generator;

/// <summary>A program as large as they get: so many actions and reducers, each in a file of its own, some stores, and files that have nothing to do with them.</summary>
internal sealed class GeneratedProgram
{
    private const int Stores = 4;
    private const int SlicesOfStore = 10;
    private const int Payloads = 50;
    private const int Bystanders = 200;

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest);

    public GeneratedProgram(int actions)
    {
        var files = new List<(string Path, string Text)>();
        for (var i = 0; i < Payloads; i++) files.Add((PayloadPath(i), Payload(i, "")));
        for (var i = 0; i < actions; i++)
        {
            files.Add((ActionPath(i), Action(i, "")));
            files.Add((ReducerPath(i), Reducer(i, "+")));
        }

        for (var i = 0; i < Stores; i++) files.Add((Name($"Stores/Store{i}.cs"), Store(i)));
        for (var i = 0; i < Bystanders; i++) files.Add((BystanderPath(i), Bystander(i, "", "0")));
        Compilation = CSharpCompilation.Create(
            "Program",
            files.Select(f => Parse(f.Path, f.Text)),
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    public CSharpCompilation Compilation { get; private set; }

    public static string ActionPath(int i) => Name($"Actions/A{i}.cs");

    public static string ReducerPath(int i) => Name($"Reducers/R{i}.cs");

    public static string PayloadPath(int i) => Name($"Payloads/P{i}.cs");

    public static string BystanderPath(int i) => Name($"Bystanders/B{i}.cs");

    public static string Action(int i, string member) => Name($$"""
        using System;
        using System.Collections.Immutable;
        using Scuttlegen;

        namespace App.Feature{{i % 20}};

        /// <summary>One of many.</summary>
        [GossipAction("app.a{{i}}")]
        public sealed partial record A{{i}}(Guid Id, string Name, int By, ImmutableArray<string> Tags, App.P{{i % Payloads}}? Payload, DateTimeOffset? At = null{{member}});

        """);

    public static string Reducer(int i, string op) => Name($$"""
        using Scuttlegen;
        using App.Feature{{i % 20}};

        namespace App;

        /// <summary>One of many.</summary>
        internal static class R{{i}}
        {
            [Reducer]
            internal static Slice{{i % (Stores * SlicesOfStore)}} Apply(Slice{{i % (Stores * SlicesOfStore)}} state, A{{i}} action)
            {
                var count = state.Count {{op}} action.By;
                foreach (var tag in action.Tags)
                {
                    if (tag.Length > count) count++;
                }

                return state with { Count = count, Last = action.Name };
            }
        }

        """);

    public static string Payload(int i, string member) => Name($$"""
        namespace App;

        public sealed record P{{i}}(int X, string Text, P{{i}}? Before{{member}});

        """);

    public static string Bystander(int i, string member, string value) => Name($$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;

        namespace App.Bystanders;

        /// <summary>Has nothing to do with actions.</summary>
        internal sealed class B{{i}}
        {
            private readonly List<string> _lines = new();

            public int Count => _lines.Count;

            public string Find(Func<string, bool> isMatch)
            {
                var number = {{value}};
                foreach (var line in _lines.Where(isMatch))
                {
                    if (number++ > 3) return line;
                }

                return "";
            }
            {{member}}
        }

        """);

    /// <summary>The program with the file at <paramref name="path"/> as <paramref name="text"/> says, there or not before.</summary>
    public CSharpCompilation With(string path, string text)
    {
        var tree = Parse(path, text);
        var old = Compilation.SyntaxTrees.FirstOrDefault(t => t.FilePath == path);
        return Compilation = old is null ? Compilation.AddSyntaxTrees(tree) : Compilation.ReplaceSyntaxTree(old, tree);
    }

    private static string Store(int store)
    {
        var slices = Enumerable.Range(store * SlicesOfStore, SlicesOfStore).ToList();
        var text = new StringBuilder("using Scuttlegen;\n\nnamespace App;\n\n");
        foreach (var slice in slices)
            text.Append(Name($"public sealed record Slice{slice}(int Count, string Last) {{ public static Slice{slice} Initial {{ get; }} = new(0, \"\"); }}\n"));
        text.Append(Name($"public sealed record State{store}({string.Join(", ", slices.Select(s => Name($"Slice{s} Of{s}")))});\n"));
        text.Append(Name($"[GossipStore(typeof(State{store}))] public sealed partial class Store{store};\n"));
        return text.ToString();
    }

    private static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(text, Options, path, Encoding.UTF8);

    private static string Name(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
