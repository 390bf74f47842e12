using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Scuttlegen.Generators.Tests.Support;

namespace Scuttlegen.Generators.Tests.Generation;

/// <summary>
/// A small program in several files, and edits of all the kinds that can change what a name means far from where they are made. The names are few, so that edits meet.
/// </summary>
internal sealed class RandomEdits(int seed)
{
    private static readonly string[] Spaces = ["App", "App.Inner", "Other", "app"];

    // Where these are, next to nothing may be generated; they must not stay.
    private static readonly string[] Disturbing = ["Attribute.cs", "Attribute.g.cs", "Well.cs", "Well.g.cs", "Nearer.cs", "Nearer.g.cs", "Usings.g.cs"];

    private static readonly string[] TypeNames = ["P", "Q", "p", "Size", "Guid", "Cart", "Names"];

    private readonly Random _random = new(seed);
    private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private NullableContextOptions _nullable = NullableContextOptions.Enable;
    private LanguageVersion _language = LanguageVersion.Latest;
    private bool _hasLibrary = true;
    private bool _hasInjection = true;
    private int _next;
    private CSharpCompilation? _compilation;

    /// <summary>The program before any edit.</summary>
    public CSharpCompilation Begin()
    {
        Put("Usings.cs", "global using Scuttlegen;\n");
        Put("Elsewhere.cs", Elsewhere());
        for (var file = 0; file < PlainFiles; file++) PutPlain(file);
        return Compile();
    }

    /// <summary>One or two edits, and the program after them.</summary>
    public (string What, CSharpCompilation After) Next()
    {
        var what = Edit();
        if (_random.Next(4) == 0) what += ", " + Edit();
        return (what, Compile());
    }

    public string Describe() => string.Join("\n", _order.Select(path => $"==== {path}\n{_files[path]}"));

    private const int PlainFiles = 12;

    /// <summary>A file of the program as it should be: without it, edits would soon leave nothing to generate.</summary>
    private string PutPlain(int file) => file switch
    {
        < 4 => Put($"Action{file}.cs", $"namespace App; [GossipAction] internal sealed partial record A{file}(int X, P Place, Q? Or = null);"),
        < 8 => Put($"Reducer{file - 4}.cs", $"namespace App; internal static class R{file - 4} {{ [Reducer] internal static State M(State state, A{file - 4} action) => state with {{ V = state.W + {_random.Next(3)} }}; }}"),
        8 => Put("State.cs", "namespace App; internal sealed partial record State(int V, int W) { public static State Initial { get; } = new(0, 0); }"),
        9 => Put("Store.cs", "namespace App; [GossipStore(typeof(State))] internal sealed partial class TheStore;"),
        10 => Put("Type0.cs", "namespace App; internal sealed partial record P(int X);"),
        _ => Put("Type1.cs", "namespace App; internal sealed partial record Q(int X, P? Before) { public Size Size { get; init; } } internal enum Size { Small, Large }"),
    };

    private string Edit()
    {
        if (_random.Next(4) == 0 && Disturbing.FirstOrDefault(_files.ContainsKey) is { } disturbing) return Remove(disturbing);
        if (_random.Next(5) < 2) return PutPlain(_random.Next(PlainFiles));
        switch (_random.Next(31))
        {
            case 0 or 1:
                return Put($"Type{_random.Next(5)}.cs", Type());
            case 2 or 3:
                return Put($"Action{_random.Next(5)}.cs", Action(_random.Next(4), _random.Next(3) == 0));
            case 4 or 5 or 6:
                return Put($"Reducer{_random.Next(4)}.cs", Reducer(_random.Next(4)));
            case 7:
                return Put("State.cs", State());
            case 8:
                return Put("Store.cs", Store());
            case 9 or 10:
                return Put("Elsewhere.cs", Elsewhere());
            case 11:
                return Put("Usings.cs", "global using Scuttlegen;\n" + Pick("", "", "global using Other;\n", "global using P = System.Guid;\n", "global using Marked = Scuttlegen.GossipActionAttribute;\n", "global using static App.Names;\n"));
            case 12:
                return Put("Part.cs", $"namespace {Pick("App", "App.Inner")} {{ partial record {Pick("P", "Q", "State", "Cart")} {{ {Pick("", "public int Extra { get; init; }", "public const string Key = \"x\";", "internal int Twice => 2;", "public static int Count;")} }} partial record {Pick("A0", "A1", "A2")} {{ {Pick("internal int More => 1;", "private int GossipCodec;", "public int Late { get; init; }", "")} }} }}");
            case 13:
                return Put("Nearer.cs", $"namespace {Pick(Spaces)} {{ internal {Pick("record", "class", "struct", "enum")} {Pick(TypeNames)} {{ {Pick("", "")} }} }}");
            case 14:
                return Put("Attribute.cs", $"namespace {Pick("App", "App.Inner", "Scuttlegen", "Other")} {{ internal sealed class {Pick("GossipActionAttribute", "ReducerAttribute", "GossipAction", "Reducer")} : System.Attribute {{ public string? Slice {{ get; set; }} }} }}");
            case 15:
                return Put("Extensions.cs", $"namespace App {{ internal static class {Pick("Extensions", "StoreServiceCollectionExtensions", "TheStoreServiceCollectionExtensions")} {{ internal static int {Pick("Twice", "Deconstruct", "GetEnumerator")}(this {Pick("P", "int", "State")} value) => 1; }} }}");
            case 16:
                return Put("Constants.cs", $"namespace {Pick("App", "Other")} {{ internal static class Names {{ public const string {Pick("Kind", "Slice")} = {Pick("\"k\"", "\"V\"", "\"W\"", "nameof(P)")}; public const int Number = {_random.Next(3)}; }} }}");
            case 17:
                return Put("Well.cs", $"namespace {Pick("System", "System.Collections.Immutable", "Microsoft.Extensions.DependencyInjection")} {{ internal {Pick("struct Guid", "interface IServiceCollection", "class Half")} {{ }} }}");
            case 18 or 19:
                return _files.Count < 5 ? Put($"Type{_random.Next(5)}.cs", Type()) : Remove(_order[_random.Next(_order.Count)]);
            case 20:
                _random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_order));
                return "shuffled";
            case 21:
                switch (_random.Next(4))
                {
                    case 0:
                        _nullable = _nullable == NullableContextOptions.Enable ? NullableContextOptions.Disable : NullableContextOptions.Enable;
                        return "nullable " + _nullable;
                    case 1:
                        _hasLibrary = !_hasLibrary;
                        return "library " + _hasLibrary;
                    case 2:
                        _hasInjection = !_hasInjection;
                        return "injection " + _hasInjection;
                    default:
                        _language = _language == LanguageVersion.Latest ? LanguageVersion.CSharp12 : LanguageVersion.Latest;
                        return "language " + _language;
                }

            case 22:
                var renamed = _order[_random.Next(_order.Count)];
                var name = renamed.Contains(".g.", StringComparison.Ordinal) ? renamed.Replace(".g.", ".", StringComparison.Ordinal) : renamed.Replace(".cs", ".g.cs", StringComparison.Ordinal);
                if (_files.ContainsKey(name)) return "nothing";
                _files.Add(name, _files[renamed]);
                _order[_order.IndexOf(renamed)] = name;
                _files.Remove(renamed);
                return $"renamed {renamed} to {name}";
            case 23:
                // Nothing but what stands before everything else.
                var headed = _order[_random.Next(_order.Count)];
                return Put(headed, Pick("#nullable disable\n", "#nullable enable\n", "using System;\n", "using Other;\n", "using P = System.Int32;\n", "using static App.Names;\n") + _files[headed]);
            case 24 or 25:
                return Put("Made.cs", Made());
            case 26 or 27:
                return Put("Union.cs", Union());
            case 28:
                return Put("Hooks.cs", Hooks());
            default:
                // As one types: some token is gone, or some character is there twice.
                var typed = _order[_random.Next(_order.Count)];
                var text = _files[typed];
                if (text.Length < 3) return "nothing";
                var tokens = CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens().Where(t => t.Span.Length > 0).ToList();
                if (tokens.Count == 0) return "nothing";
                var token = tokens[_random.Next(tokens.Count)];
                return Put(typed, _random.Next(2) == 0
                    ? text.Remove(token.SpanStart, token.Span.Length)
                    : text.Insert(token.SpanStart, token.Text + Pick("", " ", "\n")));
        }
    }

    private string Remove(string path)
    {
        _files.Remove(path);
        _order.Remove(path);
        return "removed " + path;
    }

    private string Put(string path, string text)
    {
        if (!_files.ContainsKey(path)) _order.Insert(_random.Next(_order.Count + 1), path);
        _files[path] = text;
        return "put " + path;
    }

    private string Type() => $$"""
        {{Usings()}}
        namespace {{Pick(Spaces)}}
        {
            {{Pick("internal", "public")}} {{Pick("sealed ", "")}}partial record {{Pick(TypeNames)}}({{Member()}}{{Pick("", ", int Y", ", Size Z = default", ", string? T = null")}});
            {{Pick("", "public enum Size { Small, Large }", "public enum Size : long { Small = 3 }", "internal partial class Cart { }", "public readonly record struct Guid(int X);")}}
        }
        """;

    private string Action(int i, bool nested) => $$"""
        {{Usings()}}
        namespace {{Pick("App", "App", "App.Inner")}}
        {
            {{Pick("", "", "", "// moved\n\n")}}{{(nested ? "internal static partial class Cart {" : "")}}
            [{{Pick("GossipAction", "GossipAction", "Scuttlegen.GossipAction", "GossipActionAttribute", "Marked", "LocalAction")}}{{Pick("", "", "(Names.Kind)", "(\"k\")")}}]
            {{Pick("internal", "public")}} sealed partial record A{{i}}({{Member()}}, P Place, int By = {{Pick("1", "Names.Number", "2")}});
            {{(nested ? "}" : "")}}
        }
        """;

    private string Reducer(int i) => $$"""
        {{Usings()}}
        namespace {{Pick("App", "App", "Other")}}
        {
            internal static {{Pick("", "partial ")}}class R{{i}}
            {
                {{Pick("", "private const string Slice = \"V\";", "internal sealed record P(int Nested);")}}
                [{{Pick("Reducer", "Reducer", "Reducer(Slice = nameof(State.V))", "Reducer(Slice = Names.Slice)", "Reducer(Commutes = true)")}}]
                internal static {{Pick("State M(State", "State M(State", "int M(int", "P M(P", "P? M(P?")}} state, {{Pick("A0", "A1", "A2", "Inner.A1", "A3")}} action) {{Pick(
                    "=> state;",
                    "=> state with { V = state.V + 1 };",
                    "=> state with { W = state.V };",
                    "{ foreach (var x in state) { } return state; }",
                    "{ var y = state.Twice(); return state with { V = y }; }")}}
                private static int Help() { return {{_random.Next(5)}}; }
            }
        }
        """;

    private string State() => $$"""
        {{Usings()}}
        namespace App
        {
            {{Pick("internal", "public")}} sealed partial record State({{Pick("int V, int W", "int V, P? W", "int V, P W, Cart C", "[LocalSlice] int V, int W", "int V, Lib.Thing W", "int V, Made W", "int V, Shape W, Animal A")}})
            {
                {{Pick("public static State Initial { get; } = new(default, default!);", "", "public int U { get; init; } = 3;", "public static State Empty => null!;", "private int _hidden;", "public int V { get; set; }")}}
            }
        }
        """;

    private string Store() => $$"""
        {{Usings()}}
        namespace {{Pick("App", "Other", "App.Inner")}}
        {
            [GossipStore(typeof({{Pick("State", "App.State", "P", "System.Collections.Immutable.ImmutableList<P>")}}){{Pick("", ", Name = \"s\"", ", Name = Names.Kind")}})]
            {{Pick("internal", "public")}} sealed partial class TheStore { private int X() => {{_random.Next(4)}}; }
            {{Pick("", "[GossipStore(typeof(App.State))] internal sealed partial class Second;", "namespace Deep { [GossipStore(typeof(App.State))] internal sealed partial class TheStore; }")}}
        }
        """;

    /// <summary>What bodies of constructors and accessors, and initializers, do with what they are given.</summary>
    private string Made() => $$"""
        namespace App
        {
            internal sealed {{Pick("class", "record")}} Made
            {
                public Made(int x{{Pick("", ", int y")}}) { X = x{{Pick("", " + 1")}}; {{Pick("", "Y = 3;")}} }
                public int X { {{Pick("get;", "get;", "get => 1;", "get => field;")}} {{Pick("", "init;", "init { }")}} }
                public int Y {{Pick("=> 3;", "{ get; init; }", "{ get; init; } = 3;", "{ get => field; }", "{ get { return 1; } }", "=> field;")}}
            }

            internal sealed record Begun(int X) { public int X { get; {{Pick("", "init;")}} } = {{Pick("X", "X + 1")}}; }
        }
        """;

    private string Union() => $$"""
        namespace {{Pick("App", "App", "Other")}}
        {
            internal abstract partial record Shape
            {
                {{Pick("private Shape() { }", "private Shape() { }", "", "private Shape(int x) { }")}}
                internal {{Pick("sealed ", "sealed ", "")}}record Circle({{Member()}}) : Shape;
                {{Pick("", "internal sealed record Square(int A) : Shape;", "internal sealed record Square(int A);", "internal static class More { internal sealed record Deep(P D) : Shape; }")}}
            }

            [GossipUnion(typeof(Dog){{Pick("", ", typeof(Cat)")}})] internal abstract record Animal;
            internal sealed record Dog({{Member()}}) : Animal;
            internal sealed record Cat : {{Pick("Animal", "Shape")}} { public int Lives { get; {{Pick("", "init;")}} } }
        }
        """;

    private string Hooks() => $$"""
        {{Usings()}}
        namespace App
        {
            internal static class Hooks
            {
                [{{Pick("Guard", "Guard(Slice = \"V\")", "Guard(Slice = Names.Slice)")}}] internal static bool G({{Pick("State", "State", "int", "P")}} state, {{Pick("A0", "A1")}} action) => {{Pick("true", "state.V > 0", "state.W > 0")}};
                [Verifier] internal static bool {{Pick("V", "W")}}({{Pick("A0", "A1", "Inner.A1")}} action, Update update{{Pick("", ", FeedPrefix prefix")}}) { return {{Pick("true", "false")}}; }
                {{Pick("", "[Signer] internal static A2 S(A2 action, SignerContext context) => action;", "[Admission] internal static bool S(A2 action, Update update, History<State> history) => true;")}}
            }
        }
        """;

    private string Elsewhere() => $$"""
        namespace {{Pick("Far", "App", "Far.Away" + _next++)}}
        {
            {{Pick("", "// " + _next++)}}
            internal class Elsewhere{{Pick("", "<T>", "2")}} { private int F() { return {{_random.Next(9)}}; } public int {{Pick("P", "Count", "V")}} => {{_random.Next(9)}}; internal class {{Pick("Q", "Z")}} { } }
        }
        """;

    private string Usings() => Pick("", "", "", "using System;\n", "using Other;\n", "using P = System.Int32;\n", "using Marked = Scuttlegen.GossipActionAttribute;\n", "using static App.Names;\n", "#nullable disable\n");

    private string Member() => Pick("int X", "P X", "Q? X", "App.Inner.P X", "System.Guid X", "Guid X", "Size X", "string X", "string? X", "System.Collections.Immutable.ImmutableArray<P> X", "p X", "Lib.Thing X", "Made X", "Begun X", "Shape X", "Animal X");

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];

    /// <summary>As an editor does it: trees that stay are the same trees.</summary>
    private CSharpCompilation Compile()
    {
        var options = GeneratorRun.ParseOptions.WithLanguageVersion(_language);
        var known = _compilation?.SyntaxTrees.ToDictionary(t => t.FilePath) ?? [];
        var trees = _order.Select(path =>
            known.TryGetValue(path, out var tree) && tree.Options.Equals(options) && tree.ToString() == _files[path]
                ? tree
                : CSharpSyntaxTree.ParseText(_files[path], options, path, System.Text.Encoding.UTF8)).ToList();
        var references = Library.References.Where(r => (_hasLibrary || r != Library.Own) && (_hasInjection || r.Display?.Contains("DependencyInjection", StringComparison.Ordinal) != true));
        _compilation ??= GeneratorRun.Compile();
        return _compilation = _compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(trees).WithReferences(references)
            .WithOptions(_compilation.Options.WithNullableContextOptions(_nullable));
    }

    /// <summary>Another assembly, which has a type of a name that is used here.</summary>
    private static class Library
    {
        public static readonly MetadataReference Own = GeneratorRun.Compile("namespace Lib; public sealed record Thing(int X);").WithAssemblyName("Lib").ToMetadataReference();

        public static readonly IReadOnlyList<MetadataReference> References = [.. GeneratorRun.Compile("").References, Own];
    }
}
