using System.Collections.Immutable;
using Scuttlegen.Runtime;

namespace Scuttlegen.Generators.Tests.Fixtures;

[GossipAction]
public sealed partial record Incremented(int By);

[GossipAction("renamed")]
public sealed partial record Renamed(string Name);

[GossipAction]
public readonly partial record struct Rolled(int Sides);

[GossipAction]
public sealed partial record Failed(bool InRoot);

[GossipAction]
public sealed partial record Untouched;

public sealed record Tally(int Value)
{
    public static Tally Initial { get; } = new(0);
}

public sealed record Log(ImmutableList<string> Lines)
{
    public static readonly Log Initial = new(ImmutableList<string>.Empty);
}

internal sealed record Game(Tally Left, Tally Right, Log Log, int Score = 100)
{
    public int Turns { get; init; }
}

[GossipStore(typeof(Tally), Name = "tally")]
public sealed partial class TallyStore
{
    internal static ReplayTable<Tally> Table { get; } = new GossipTable();
}

[GossipStore(typeof(Game))]
internal sealed partial class GameStore
{
    internal static ReplayTable<Game> Table { get; } = new GossipTable();

    // Compiles only if overload resolution tells the prepared actions apart by what the lambda returns.
    internal async Task DispatchEverything()
    {
        Dispatch(new Incremented(1));
        Dispatch(state => new Incremented(state.Score));
        Dispatch(state => new Renamed(state.Log.Lines[0]));
        Dispatch(static _ => new Rolled(6));
        Dispatch(state =>
        {
            var name = state.Log.Lines[0];
            return new Renamed(name);
        });
        await DispatchAsync(state => new Incremented(state.Score));
        await DispatchAsync(_ => new Renamed("x"), CancellationToken.None);
    }
}

public static class Reducers
{
    [Reducer]
    public static Tally Increment(Tally state, Incremented action) => state with { Value = state.Value + action.By };
}

internal static class GameReducers
{
    [Reducer(Slice = nameof(Game.Left))]
    public static Tally IncrementLeft(Tally state, Incremented action) => state with { Value = state.Value + action.By };

    [Reducer]
    public static Log Note(Log state, Incremented action) => new(state.Lines.Add($"+{action.By}"));

    [Reducer]
    public static Log Rename(Log state, Renamed action) => new(state.Lines.Add(action.Name));

    [Reducer]
    public static Log Roll(Log state, Rolled action, ReplayContext context) =>
        new(state.Lines.Add($"{context.Sequence}:{context.Next(action.Sides)}"));

    [Reducer]
    public static Game RollRoot(Game state, Rolled action, ReplayContext context) =>
        state with { Score = context.Next(action.Sides), Turns = state.Log.Lines.Count };

    [Reducer(Slice = nameof(Game.Turns))]
    public static int Turn(int state, Incremented action) => state + 1;

    [Reducer]
    public static Log Fail(Log state, Failed action) =>
        action.InRoot ? new(state.Lines.Add("half")) : throw new InvalidOperationException("slice");

    [Reducer]
    public static Game FailRoot(Game state, Failed action) => throw new InvalidOperationException("root");

    [Reducer]
    public static Log Ignore(Log state, Untouched action) => state;
}
