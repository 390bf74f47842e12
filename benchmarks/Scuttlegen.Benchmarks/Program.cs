using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using Scuttlegen.Benchmarks;
using Scuttlegen.Benchmarks.Analyzers;
using Scuttlegen.Benchmarks.Codec;
using Scuttlegen.Benchmarks.Crdt;
using Scuttlegen.Benchmarks.Generator;
using Scuttlegen.Benchmarks.Log;
using Scuttlegen.Benchmarks.Sequences;
using Scuttlegen.Benchmarks.Throughput;

if (args is ["log", .. var which])
{
    LogFigures.Run(dispatchingOnly: which is ["dispatch"]);
    return 0;
}

if (args is ["signing"])
{
    ProtectionFigures.RunSigning();
    return 0;
}

if (args is ["encryption"])
{
    ProtectionFigures.RunEncryption();
    return 0;
}

if (args is ["codec", .. var shapes])
{
    CodecFigures.Run(shapes is [var shape] ? shape : null);
    return 0;
}

if (args is ["generator", .. var size])
{
    await GeneratorFigures.RunAsync(size is [var actions] ? int.Parse(actions, CultureInfo.InvariantCulture) : 1000);
    return 0;
}

if (args is ["analyzers", .. var counts])
{
    var numbers = counts.Select(count => int.Parse(count, CultureInfo.InvariantCulture)).ToList();
    await AnalyzerFigures.RunAsync(numbers is [var reducers, ..] ? reducers : 1000, numbers is [_, var states] ? states : null);
    return 0;
}

if (args is ["csc", .. var sizes])
{
    var numbers = sizes.Select(count => int.Parse(count, CultureInfo.InvariantCulture)).ToList();
    CscFigures.Run(numbers is [var reducers, ..] ? reducers : 1000, numbers is [_, var states] ? states : null);
    return 0;
}

if (args is ["text"])
{
    TextFigures.Run();
    return 0;
}

if (args is ["crdt", .. var part])
{
    await CrdtFigures.RunAsync(part is [var only] ? only : null);
    return 0;
}

if (args is ["throughput", .. var what]) return await Throughput.RunAsync(what);

// In one process: what is compared runs in the same minute of the same machine, and the whole takes minutes, not an hour. Many short iterations rather than
// a few long ones, so that even on a machine with other things to do some are undisturbed; the columns of the best say what those took.
var job = Job.Default
    .WithToolchain(InProcessEmitToolchain.Instance)
    .WithIterationTime(TimeInterval.FromMilliseconds(10))
    .WithWarmupCount(50)
    .WithIterationCount(100);
var config = ManualConfig.Create(DefaultConfig.Instance)
    .AddJob(job)
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumn(StatisticColumn.Median, StatisticColumn.Min, new BestRatioColumn())
    .HideColumns("Job", "Toolchain", "IterationCount", "IterationTime", "WarmupCount", "InvocationCount", "UnrollFactor", "Error", "Ratio", "RatioSD", "Gen0", "Gen1", "Gen2");

BenchmarkSwitcher.FromAssembly(typeof(ReplayBenchmarks).Assembly).Run(args, config);
return 0;
