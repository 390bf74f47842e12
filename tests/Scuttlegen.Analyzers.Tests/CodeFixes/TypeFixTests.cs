using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Testing;
using Scuttlegen.Analyzers.Tests.Testing;
using Scuttlegen.CodeFixes;
using Scuttlegen.Generators;
using Xunit;

namespace Scuttlegen.Analyzers.Tests.CodeFixes;

/// <summary>Fixes of declarations: partial, sealed, immutable.</summary>
public sealed class TypeFixTests
{
    private static readonly StandIn Mutable = new("SCUT4002", static (node, model) => node switch
    {
        PropertyDeclarationSyntax { Parent: TypeDeclarationSyntax { Identifier.ValueText: "State" } } property =>
            IsMutable(property.Type) || property.AccessorList?.Accessors.Any(static accessor => accessor.IsKind(SyntaxKind.SetAccessorDeclaration)) == true,
        ParameterSyntax { Parent.Parent: RecordDeclarationSyntax { Identifier.ValueText: "State" } } parameter => IsMutable(parameter.Type!),
        FieldDeclarationSyntax { Parent: TypeDeclarationSyntax { Identifier.ValueText: "State" } } field => !field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword) || IsMutable(field.Declaration.Type),
        _ => false,
    });

    [Theory]
    [InlineData(
        "// An action.\n[GossipAction]\npublic sealed record {|SCUT0001:Added|}(int By);\n",
        "// An action.\n[GossipAction]\npublic sealed partial record Added(int By);\n")]
    [InlineData(
        "public static class {|SCUT0001:Outer|}\n{\n    /* in */ struct {|SCUT0001:Middle|}\n    {\n        [GossipAction] internal sealed record {|SCUT0001:Added|}(int By);\n    }\n}\n",
        "public static partial class Outer\n{\n    /* in */ partial struct Middle\n    {\n        [GossipAction] internal sealed partial record Added(int By);\n    }\n}\n")]
    public Task Partial_with_what_is_around_it(string before, string after) => Fixing.BecomesAsync(
        new PartialFix(), "using Scuttlegen;\n\n" + before, "using Scuttlegen;\n\n" + after, new GossipAnalyzer(), behaviors: CodeFixTestBehaviors.SkipLocalDiagnosticCheck);

    [Theory]
    [InlineData("public record Added(int By);", "public sealed record Added(int By);")]
    [InlineData("// Why.\npartial record Added(int By);", "// Why.\nsealed partial record Added(int By);")]
    [InlineData("/// <summary>Why.</summary>\nclass Added;", "/// <summary>Why.</summary>\nsealed class Added;")]
    public Task Sealed(string before, string after) => Fixing.BecomesAsync(new SealedFix(), Marked(before), after, Seal());

    [Theory]
    [InlineData("public record Added(int By); public sealed record More(int By) : Added(By);")]
    [InlineData("public class Added { public virtual int By => 1; }")]
    [InlineData("public abstract record Added(int By);")]
    public Task Not_sealed(string source) => Fixing.IsNotOfferedAsync(new SealedFix(), Marked(source), Seal());

    [Theory]
    [InlineData("public sealed record State({|SCUT4002:List<int> Items|});", "public sealed record State(ImmutableList<int> Items);")]
    [InlineData("public sealed record State({|SCUT4002:Dictionary<string, int>? Items = null|});", "public sealed record State(ImmutableSortedDictionary<string, int>? Items = null);")]
    [InlineData("public sealed record State\n{\n    // All.\n    {|SCUT4002:public List<int> Items { get; set; } = new();|} // of them\n}", "public sealed record State\n{\n    // All.\n    public ImmutableList<int> Items { get; init; } = []; // of them\n}")]
    [InlineData("public sealed record State\n{\n    {|SCUT4002:public int[] Items { get; set; } = [];|}\n}", "public sealed record State\n{\n    public ImmutableArray<int> Items { get; init; } = [];\n}")]
    [InlineData("public sealed record State\n{\n    {|SCUT4002:public int[] Items { get; init; }|} // all\n}", "public sealed record State\n{\n    public ImmutableArray<int> Items { get; init; } = []; // all\n}")]
    [InlineData(
        "public sealed record State\n{\n    {|SCUT4002:public HashSet<string> Items { get; init; } = [];|}\n    {|SCUT4002:public Dictionary<string, List<int>> Map { get; init; } = new();|}\n}",
        "public sealed record State\n{\n    public ImmutableSortedSet<string> Items { get; init; } = ImmutableSortedSet<string>.Empty.WithComparer(StringComparer.Ordinal);\n    public ImmutableSortedDictionary<string, List<int>> Map { get; init; } = ImmutableSortedDictionary<string, List<int>>.Empty.WithComparers(StringComparer.Ordinal);\n}")]
    [InlineData("public sealed record State\n{\n    {|SCUT4002:public string Text { get; set; } = \"\";|}\n}", "public sealed record State\n{\n    public string Text { get; init; } = \"\";\n}")]
    [InlineData("public sealed class State\n{\n    /* a */ {|SCUT4002:public int Number;|}\n    // b\n    {|SCUT4002:List<int> _list = new();|}\n}", "public sealed class State\n{\n    /* a */ public readonly int Number;\n    // b\n    readonly ImmutableList<int> _list = [];\n}")]
    [InlineData(
        "public sealed record State({|SCUT4002:List<int> Items|});\n\npublic static class R\n{\n    public static State Start() => new(new List<int>());\n    public static State Apply(State state, int by) => state with { Items = new List<int>(state.Items) { by } };\n    public static State Sort(State state) => state with { Items = state.Items.Order().ToList() };\n}",
        "public sealed record State(ImmutableList<int> Items);\n\npublic static class R\n{\n    public static State Start() => new([]);\n    public static State Apply(State state, int by) => state with { Items = [.. state.Items, by] };\n    public static State Sort(State state) => state with { Items = state.Items.Order().ToImmutableList() };\n}")]
    public Task Immutable(string before, string after) => Fixing.BecomesAsync(new ImmutableMemberFix(), Head + before + "\n", Head + after + "\n", Mutable);

    [Theory]
    [InlineData("public sealed record State({|SCUT4002:List<int> Items|});\npublic static class R { public static void Apply(State state) => state.Items[0] = 1; }")]
    [InlineData("public sealed record State { {|SCUT4002:public int Number { get; set; }|} }\npublic static class R { public static void Apply(State state) => state.Number = 1; }")]
    [InlineData("public sealed record State({|SCUT4002:List<int> Items|});\npublic static class R { public static List<int> Apply(State state) => state.Items; }")]
    public Task Not_where_its_users_would_not_compile(string source) => Fixing.IsNotOfferedAsync(new ImmutableMemberFix(), Head + source, Mutable);

    [Fact]
    public Task A_using_is_added() => Fixing.BecomesAsync(
        new ImmutableMemberFix(),
        "using System.Collections.Generic;\n\npublic sealed record State({|SCUT4002:List<int> Items|});\n",
        "using System.Collections.Generic;\nusing System.Collections.Immutable;\n\npublic sealed record State(ImmutableList<int> Items);\n",
        Mutable);

    private const string Head = "using System;\nusing System.Collections.Generic;\nusing System.Collections.Immutable;\nusing System.Linq;\n\n";

    private static StandIn Seal() => new("SCUT3007", static (node, _) => node is TypeDeclarationSyntax { Identifier.ValueText: "Added" } type && !type.Modifiers.Any(SyntaxKind.SealedKeyword));

    /// <summary>The declaration up to its end is what the stand-in underlines.</summary>
    private static string Marked(string source)
    {
        var tree = CSharpSyntaxTree.ParseText(source, Programs.ParseOptions);
        var type = tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<TypeDeclarationSyntax>().First(one => one.Identifier.ValueText == "Added");
        return source.Insert(type.Span.End, "|}").Insert(type.SpanStart, "{|SCUT3007:");
    }

    private static bool IsMutable(TypeSyntax type) => type.ToString().TrimEnd('?') is var name && (name.EndsWith("[]", StringComparison.Ordinal)
        || name.StartsWith("List<", StringComparison.Ordinal) || name.StartsWith("Dictionary<", StringComparison.Ordinal) || name.StartsWith("HashSet<", StringComparison.Ordinal));
}
