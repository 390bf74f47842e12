using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Scuttlegen.Generators.Tests.Support;

namespace Scuttlegen.Generators.Tests.Generation;

/// <summary>What an edit costs, and what the pipeline keeps alive. Numbers are those of the list of mistakes in the project's style guide.</summary>
public sealed class CachingTests
{
    private static readonly string[] Steps =
        [.. typeof(TrackingNames).GetFields(BindingFlags.Static | BindingFlags.Public).Select(f => (string)f.GetRawConstantValue()!)];

    [Fact]
    public void Mistake01_models_hold_no_symbols_syntax_or_compilation()
    {
        var driver = GeneratorRun.Driver().RunGenerators(GeneratorRun.Compile(
            Sources.EveryMember,
            Sources.Composed.Replace("namespace Shop", "namespace Other", StringComparison.Ordinal),
            Sources.Hooks.Replace("namespace Shop", "namespace Fourth", StringComparison.Ordinal),
            Sources.CrdtStates.Replace("namespace Shop", "namespace Fifth", StringComparison.Ordinal),
            Sources.Local.Replace("namespace Shop", "namespace Third", StringComparison.Ordinal)), TestContext.Current.CancellationToken);
        var result = driver.GetRunResult().Results.Single();
        var visited = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var step in Steps)
        {
            Assert.True(result.TrackedSteps.ContainsKey(step), $"{step} is not tracked.");
            foreach (var output in result.TrackedSteps[step].SelectMany(s => s.Outputs)) Walk(output.Value, step, visited);
        }

        Assert.True(visited.Count > 100);
    }

    [Fact]
    public void Mistake02_a_second_run_finds_everything_unchanged()
    {
        var compilation = GeneratorRun.Compile(Sources.EveryMember, Sources.CrdtStates.Replace("namespace Shop", "namespace Fifth", StringComparison.Ordinal), Sources.Hooks.Replace("namespace Shop", "namespace Fourth", StringComparison.Ordinal), Sources.Local.Replace("namespace Shop", "namespace Third", StringComparison.Ordinal));
        var driver = GeneratorRun.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken);
        AssertAllCached(driver.RunGenerators(compilation.Clone(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Mistake03_an_old_compilation_is_let_go()
    {
        var (driver, first) = RunThreeTimes();
        for (var i = 0; i < 10 && first.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(first.IsAlive);
        GC.KeepAlive(driver);
    }

    [Fact]
    public void Mistake03_an_edit_of_a_referenced_type_regenerates()
    {
        const string Action = "using Scuttlegen; [GossipAction] internal sealed partial record A(P Where);";
        var compilation = GeneratorRun.Compile(Action, "internal readonly record struct P(int X);");
        var driver = GeneratorRun.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken);
        Assert.Contains("action.Where", Text(driver), StringComparison.Ordinal);
        Assert.DoesNotContain("value.Y", Text(driver), StringComparison.Ordinal);

        var edited = Replace(compilation, 1, "internal readonly record struct P(int X, int Y);");
        Assert.Contains("value.Y", Text(driver.RunGenerators(edited, TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    [Fact]
    public void Mistake03_a_tree_that_is_gone_is_let_go()
    {
        var (driver, tree) = RunWithAnotherTree();
        for (var i = 0; i < 10 && tree.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(tree.IsAlive);
        GC.KeepAlive(driver);
    }

    [Theory]
    [InlineData("internal class Unrelated { private int F() { return 1; } }", "internal class Unrelated { private int F() { return 2 + 3; } }")]
    [InlineData("internal class Unrelated;", "// nothing yet\ninternal class Unrelated;")]
    [InlineData("internal class Unrelated;", "internal class Unrelated { public int Member { get; set; } }")]
    [InlineData("", "namespace Elsewhere { internal class Unrelated; }")]
    [InlineData("namespace Elsewhere { internal class Unrelated; }", "")]
    [InlineData("namespace Elsewhere { internal class Unrelated; }", "#nullable disable\nusing System;\nnamespace Elsewhere { internal class Other : IDisposable { public void Dispose() { } } }")]
    public void Mistake04_no_unrelated_edit_touches_anything(string before, string after)
    {
        var compilation = GeneratorRun.Compile(
            Sources.EveryMember, Sources.Local.Replace("namespace Shop", "namespace Third", StringComparison.Ordinal), before, Sources.CrdtStates.Replace("namespace Shop", "namespace Fifth", StringComparison.Ordinal));
        var driver = GeneratorRun.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken);
        AssertAllCached(driver.RunGenerators(Replace(compilation, 2, after), TestContext.Current.CancellationToken));
        AssertAllCached(driver.RunGenerators(compilation.AddSyntaxTrees(Replace(compilation, 2, after).SyntaxTrees[2]).RemoveSyntaxTrees(compilation.SyntaxTrees[2]), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Mistake04_a_thousand_reducers_survive_an_unrelated_edit()
    {
        var files = Enumerable.Range(0, 100).Select(file => "using Scuttlegen;\n" + string.Concat(Enumerable.Range(file * 10, 10).Select(i =>
            $"[GossipAction] internal sealed partial record A{i}(int X); internal static class R{i} {{ [Reducer] internal static S M(S state, A{i} action) => state; }}\n")));
        const string Store = "using Scuttlegen; internal sealed record S(int V) { public static S Initial { get; } = new(0); } [GossipStore(typeof(S))] internal sealed partial class Store1;";
        var compilation = GeneratorRun.Compile([Store, "internal class Unrelated;", .. files]);
        var driver = GeneratorRun.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken);
        driver = driver.RunGenerators(Replace(compilation, 1, "internal class Unrelated { private int _x; }"), TestContext.Current.CancellationToken);
        AssertAllCached(driver);
    }

    [Fact]
    public void Mistake05_a_shifted_line_leaves_every_source_cached()
    {
        // One action is reported: its finding moves, and must not be part of any model.
        var source = Sources.Counter + "[GossipAction] internal sealed partial record Bad(object X);\n";
        var compilation = GeneratorRun.Compile(source);
        var driver = GeneratorRun.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken);
        AssertAllCached(driver.RunGenerators(Replace(compilation, 0, "// a line more\n\n" + source), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_reducers_body_changes_the_contract_and_nothing_else()
    {
        var compilation = GeneratorRun.Compile(Sources.Counter);
        var driver = GeneratorRun.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken);
        var before = Text(driver);
        var spaced = driver.RunGenerators(Replace(compilation, 0, Sources.Counter.Replace("state.Value + action.By", "state.Value  +  /* plus */ action.By", StringComparison.Ordinal)), TestContext.Current.CancellationToken);
        Assert.Equal(before, Text(spaced));
        var changed = driver.RunGenerators(Replace(compilation, 0, Sources.Counter.Replace("state.Value + action.By", "state.Value - action.By", StringComparison.Ordinal)), TestContext.Current.CancellationToken);
        Assert.Single(before.Split('\n').Except(Text(changed).Split('\n')));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (GeneratorDriver Driver, WeakReference First) RunThreeTimes()
    {
        var first = GeneratorRun.Compile(Sources.Counter);
        var driver = GeneratorRun.Driver().RunGenerators(first);
        var second = GeneratorRun.Compile(Sources.Counter + "// two");
        driver = driver.RunGenerators(second);
        driver = driver.RunGenerators(GeneratorRun.Compile(Sources.Counter + "// three"));
        return (driver, new WeakReference(first));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (GeneratorDriver Driver, WeakReference Tree) RunWithAnotherTree()
    {
        // Not the last tree: the compiler keeps the declarations of that one.
        var first = GeneratorRun.Compile("internal class Unrelated;", Sources.Counter);
        var driver = CSharpGeneratorDriver.Create(new GossipGenerator()).RunGenerators(first);
        var second = Replace(first, 0, "internal class Unrelated { }");
        return (driver.RunGenerators(second), new WeakReference(first.SyntaxTrees[0]));
    }

    private static CSharpCompilation Replace(CSharpCompilation compilation, int index, string text)
    {
        var old = compilation.SyntaxTrees[index];
        return compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)old.Options, old.FilePath, System.Text.Encoding.UTF8));
    }

    private static string Text(GeneratorDriver driver) =>
        string.Join('\n', driver.GetRunResult().Results.Single().GeneratedSources.Select(s => s.SourceText.ToString()));

    private static void AssertAllCached(GeneratorDriver driver)
    {
        var result = driver.GetRunResult().Results.Single();
        var steps = Steps.Where(result.TrackedSteps.ContainsKey).SelectMany(s => result.TrackedSteps[s]);
        foreach (var output in steps.SelectMany(s => s.Outputs))
            Assert.True(output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{output.Value} is {output.Reason}.");
        Assert.NotEmpty(result.TrackedOutputSteps);
        foreach (var output in result.TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs)) Assert.Equal(IncrementalStepRunReason.Cached, output.Reason);
    }

    private static void Walk(object? value, string path, HashSet<object> visited)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || !visited.Add(value)) return;
        Assert.False(
            value is ISymbol or SyntaxNode or SyntaxTree or SyntaxReference or Compilation or SemanticModel or Location or Diagnostic or AttributeData or Delegate,
            $"{path} holds a {value.GetType().Name}.");
        if (value is IEnumerable items)
        {
            foreach (var item in items) Walk(item, path + "[]", visited);
        }

        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                Walk(field.GetValue(value), path + "." + field.Name, visited);
        }
    }
}
