using BenchmarkDotNet.Attributes;

namespace Scuttlegen.Benchmarks;

/// <summary>The same with a state that is a struct, so that the loop itself is all there is.</summary>
public class StructReplayBenchmarks
{
    private MixedLog<BoardValue> _log = null!;

    [GlobalSetup]
    public void SetUp() => _log = new MixedLog<BoardValue>(BoardValueStore.Table);

    [Benchmark(Baseline = true, OperationsPerInvoke = MixedLog<BoardValue>.Count)]
    public BoardValue HandWrittenLoop()
    {
        var state = BoardValue.Initial;
        foreach (var action in _log.Actions)
        {
            state = action switch
            {
                Deposited deposited => BoardValueReducers.Apply(state, deposited),
                Withdrawn withdrawn => BoardValueReducers.Apply(state, withdrawn),
                Renamed renamed => BoardValueReducers.Apply(state, renamed),
                Flagged flagged => BoardValueReducers.Apply(state, flagged),
                Scaled scaled => BoardValueReducers.Apply(state, scaled),
                Assigned assigned => BoardValueReducers.Apply(state, assigned),
                Moved moved => BoardValueReducers.Apply(state, moved),
                Cleared cleared => BoardValueReducers.Apply(state, cleared),
                _ => state,
            };
        }

        return state;
    }

    [Benchmark(OperationsPerInvoke = MixedLog<BoardValue>.Count)]
    public BoardValue GeneratedLoop() => _log.Fold();

    [Benchmark(OperationsPerInvoke = MixedLog<BoardValue>.Count)]
    public BoardValue LateUpdateInLog() => _log.MergeOneLate();
}
