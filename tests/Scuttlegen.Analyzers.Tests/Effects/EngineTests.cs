using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Scuttlegen.Analyzers.Effects;
using Scuttlegen.Analyzers.Tests.Testing;
using Xunit;

namespace Scuttlegen.Analyzers.Tests.Effects;

public sealed class EngineTests
{
    private const string Ring =
        """
        public static class Ring
        {
            public static void A() { B(); D(); }
            public static void B() { C(); Console.WriteLine(); }
            public static void C() { A(); _ = DateTime.UtcNow; }
            public static void D() { E(); }
            public static void E() { D(); _ = Guid.NewGuid(); B(); }
        }
        """;

    [Fact]
    public void Recursion_loses_no_effect_whoever_asks_first()
    {
        string[] names = ["A", "B", "C", "D", "E"];
        var expected = Summaries(names);
        Assert.All(expected.Values, paths => Assert.Equal(3, paths.Count));
        for (var shift = 0; shift < names.Length; shift++)
        {
            string[] rotated = [.. names[shift..], .. names[..shift]];
            Assert.Equal(expected, Summaries(rotated));
            Assert.Equal(expected, Summaries([.. rotated.Reverse()]));
        }
    }

    [Fact]
    public void Many_threads_find_what_one_does()
    {
        string[] names = ["A", "B", "C", "D", "E"];
        var expected = Summaries(names);
        var compilation = Programs.Compile(("Ring.cs", Ring));
        var engine = EffectEngine.For(compilation);
        Parallel.For(0, 64, index =>
        {
            var name = names[index % names.Length];
            Assert.Equal(expected[name], Paths(engine, compilation, name));
        });
    }

    [Fact]
    public async Task The_order_of_files_does_not_show()
    {
        (string, string)[] files =
        [
            ("1.cs", Programs.Reducer("=> state with { Value = Left.Go(action.By) + Right.Go(action.By) };")),
            ("2.cs", "public static class Left { public static long Go(int n) => n == 0 ? DateTime.UtcNow.Ticks : Right.Go(n - 1); }"),
            ("3.cs", "public static class Right { public static long Go(int n) => n == 0 ? DateTime.UtcNow.Ticks : Left.Go(n - 1); }"),
        ];
        var expected = await MessagesAsync(files);
        Assert.Equal(2, expected.Count);
        Assert.Equal(expected, await MessagesAsync([.. files.Reverse()]));
        Assert.Equal(expected, await MessagesAsync(files[1], files[2], files[0]));
    }

    [Fact]
    public void A_chain_of_two_thousand_calls_does_not_overflow()
    {
        var methods = Enumerable.Range(0, 2000).Select(n => $"    public static long M{n}() => M{n + 1}();");
        var source = $"public static class Chain\n{{\n{string.Join('\n', methods)}\n    public static long M2000() => Environment.TickCount64;\n}}";
        var compilation = Programs.Compile(("Chain.cs", source));
        var summary = EffectEngine.For(compilation).Summarize(Method(compilation, "Chain", "M0"), TestContext.Current.CancellationToken);
        Assert.Equal(2001, Assert.Single(summary.Effects).Length);
    }

    private static async Task<List<string>> MessagesAsync(params (string, string)[] files) =>
        [.. (await Analysis.RunAsync(files)).Select(diagnostic => diagnostic.GetMessage(null) + diagnostic.AdditionalLocations[0])];

    private static Dictionary<string, List<string>> Summaries(string[] order)
    {
        var compilation = Programs.Compile(("Ring.cs", Ring));
        var engine = EffectEngine.For(compilation);
        return order.ToDictionary(name => name, name => Paths(engine, compilation, name)).OrderBy(pair => pair.Key).ToDictionary();
    }

    private static List<string> Paths(EffectEngine engine, CSharpCompilation compilation, string name) =>
        [.. engine.Summarize(Method(compilation, "Ring", name), TestContext.Current.CancellationToken).Effects.Select(trace => trace.Path)];

    private static ISymbol Method(CSharpCompilation compilation, string type, string name) => compilation.GetTypeByMetadataName(type)!.GetMembers(name).Single();
}
