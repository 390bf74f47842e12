using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Scuttlegen.Benchmarks.Codec;

namespace Scuttlegen.Benchmarks;

/// <summary>
/// Writing and reading actions of several shapes against MemoryPack on the same ones: a small one (an integer, 21 characters of text, a Guid, a boolean), ten fields, a hundred texts, a
/// thousand numbers.
/// </summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory, BenchmarkLogicalGroupRule.ByParams)]
[CategoriesColumn]
public class CodecBenchmarks
{
    private const int Times = 32;

    public static ImmutableArray<Shape> Shapes => Shape.All;

    [ParamsSource(nameof(Shapes))]
    public Shape Shape { get; set; } = Shape.All[0];

    [GlobalSetup]
    public void SetUp() => Console.WriteLine($"// Bytes of {Shape}: generated {Shape.Sizes.Generated}, MemoryPack {Shape.Sizes.MemoryPack}, MessagePack {Shape.Sizes.MessagePack}");

    [Benchmark(Baseline = true, OperationsPerInvoke = Times)]
    [BenchmarkCategory("write")]
    public void WriteMemoryPack() => Shape.WriteMemoryPack(Times);

    [Benchmark(OperationsPerInvoke = Times)]
    [BenchmarkCategory("write")]
    public void WriteGenerated() => Shape.WriteGenerated(Times);

    [Benchmark(Baseline = true, OperationsPerInvoke = Times)]
    [BenchmarkCategory("read")]
    public void ReadMemoryPack() => Shape.ReadMemoryPack(Times);

    [Benchmark(OperationsPerInvoke = Times)]
    [BenchmarkCategory("read")]
    public void ReadGenerated() => Shape.ReadGenerated(Times);
}
