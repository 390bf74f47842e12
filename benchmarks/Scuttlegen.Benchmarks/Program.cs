using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Scuttlegen.Benchmarks;

// In one process: what is compared runs in the same minute of the same machine, and the whole takes minutes, not an hour.
var config = ManualConfig.Create(DefaultConfig.Instance)
    .AddJob(Job.ShortRun.WithWarmupCount(5).WithIterationCount(7).WithToolchain(InProcessEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .HideColumns("Job", "Toolchain", "IterationCount", "LaunchCount", "WarmupCount", "InvocationCount", "UnrollFactor", "Error");

BenchmarkSwitcher.FromAssembly(typeof(ReplayBenchmarks).Assembly).Run(args, config);
