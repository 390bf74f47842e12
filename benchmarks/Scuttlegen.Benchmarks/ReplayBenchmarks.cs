using BenchmarkDotNet.Attributes;

namespace Scuttlegen.Benchmarks;

/// <summary>Replay of 100,000 mixed actions of eight kinds, against the loop that one would write by hand over an array of them.</summary>
public class ReplayBenchmarks
{
    private MixedLog<Board> _log = null!;

    [GlobalSetup]
    public void SetUp() => _log = new MixedLog<Board>(BoardStore.Table);

    [Benchmark(Baseline = true, OperationsPerInvoke = MixedLog<Board>.Count)]
    public Board HandWrittenLoop()
    {
        var state = Board.Initial;
        foreach (var action in _log.Actions)
        {
            state = action switch
            {
                Deposited deposited => BoardReducers.Apply(state, deposited),
                Withdrawn withdrawn => BoardReducers.Apply(state, withdrawn),
                Renamed renamed => BoardReducers.Apply(state, renamed),
                Flagged flagged => BoardReducers.Apply(state, flagged),
                Scaled scaled => BoardReducers.Apply(state, scaled),
                Assigned assigned => BoardReducers.Apply(state, assigned),
                Moved moved => BoardReducers.Apply(state, moved),
                Cleared cleared => BoardReducers.Apply(state, cleared),
                _ => state,
            };
        }

        return state;
    }

    [Benchmark(OperationsPerInvoke = MixedLog<Board>.Count)]
    public Board GeneratedLoop() => _log.Fold();

    [Benchmark(OperationsPerInvoke = MixedLog<Board>.Count)]
    public Board LateUpdateInLog() => _log.MergeOneLate();
}
