using BenchmarkDotNet.Attributes;

namespace Scuttlegen.Benchmarks;

[GossipAction]
public sealed partial record Incremented(int By);

public sealed record Counter(int Value)
{
    public static Counter Initial { get; } = new(0);
}

public static class CounterReducer
{
    [Reducer]
    public static Counter Apply(Counter state, Incremented action) => state with { Value = unchecked(state.Value + action.By) };
}

[GossipStore(typeof(Counter))]
public sealed partial class CounterStore
{
    internal static Runtime.ReplayTable<Counter> Table { get; } = new GossipTable();
}

/// <summary>Dispatching 100,000 counter actions one by one on a store that gossips with nobody: encoded, stamped, logged, reduced, published, batched in the background.</summary>
public class DispatchBenchmarks
{
    private const int Count = 100_000;

    private readonly Incremented[] _actions = new Incremented[Count];
    private CounterStore _store = null!;

    [GlobalSetup]
    public void SetUp()
    {
        for (var i = 0; i < Count; i++) _actions[i] = new Incremented(i);
    }

    [IterationSetup]
    public void Open() => _store = CounterStore.OpenAsync().AsTask().GetAwaiter().GetResult();

    [IterationCleanup]
    public void Close() => _store.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Benchmark(OperationsPerInvoke = Count)]
    public int Dispatch()
    {
        foreach (var action in _actions) _store.Dispatch(action);
        return _store.State.Value;
    }
}
