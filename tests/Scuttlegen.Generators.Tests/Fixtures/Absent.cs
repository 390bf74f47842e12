using Scuttlegen.Runtime;

namespace Scuttlegen.Generators.Tests.Fixtures;

/// <summary>A state that a reducer can take away.</summary>
public sealed record Absent(int Left, int Right)
{
    public static Absent Initial { get; } = new(0, 0);
}

[GossipAction]
public sealed partial record Vanished;

[GossipStore(typeof(Absent))]
public sealed partial class AbsentStore
{
    internal static ReplayTable<Absent> Table { get; } = new GossipTable();
}

internal static class AbsentReducers
{
    [Reducer]
    public static Absent? Vanish(Absent state, Vanished action) => null;

    [Reducer(Slice = nameof(Absent.Left))]
    public static int TouchLeft(int state, Untouched action) => state + 1;

    [Reducer(Slice = nameof(Absent.Right))]
    public static int TouchRight(int state, Incremented action) => state + action.By;
}
