namespace Scuttlegen.Benchmarks;

[GossipAction]
public sealed partial record Deposited(long Amount);

[GossipAction]
public sealed partial record Withdrawn(long Amount);

[GossipAction]
public sealed partial record Renamed(string Name);

[GossipAction]
public sealed partial record Flagged(bool Value);

[GossipAction]
public sealed partial record Scaled(int Factor);

[GossipAction]
public sealed partial record Assigned(Guid To);

[GossipAction]
public sealed partial record Moved(int X, int Y);

[GossipAction]
public sealed partial record Cleared;

/// <summary>A state of some size, copied by every action.</summary>
public sealed record Board(long Balance, string Name, bool Flag, Guid Owner, int X, int Y)
{
    public static Board Initial { get; } = new(0, "", false, default, 0, 0);
}

/// <summary>The same as a struct: no action allocates.</summary>
public readonly record struct BoardValue(long Balance, string Name, bool Flag, Guid Owner, int X, int Y)
{
    public static BoardValue Initial { get; } = new(0, "", false, default, 0, 0);
}

public static class BoardReducers
{
    [Reducer]
    public static Board Apply(Board state, Deposited action) => state with { Balance = unchecked(state.Balance + action.Amount) };

    [Reducer]
    public static Board Apply(Board state, Withdrawn action) => state.Balance < action.Amount ? state : state with { Balance = state.Balance - action.Amount };

    [Reducer]
    public static Board Apply(Board state, Renamed action) => state with { Name = action.Name };

    [Reducer]
    public static Board Apply(Board state, Flagged action) => state with { Flag = action.Value };

    [Reducer]
    public static Board Apply(Board state, Scaled action) => state with { Balance = unchecked(state.Balance * action.Factor) };

    [Reducer]
    public static Board Apply(Board state, Assigned action) => state with { Owner = action.To };

    [Reducer]
    public static Board Apply(Board state, Moved action) => state with { X = unchecked(state.X + action.X), Y = unchecked(state.Y + action.Y) };

    [Reducer]
    public static Board Apply(Board state, Cleared action) => state with { Balance = 0, Flag = false };
}

public static class BoardValueReducers
{
    [Reducer]
    public static BoardValue Apply(BoardValue state, Deposited action) => state with { Balance = unchecked(state.Balance + action.Amount) };

    [Reducer]
    public static BoardValue Apply(BoardValue state, Withdrawn action) => state.Balance < action.Amount ? state : state with { Balance = state.Balance - action.Amount };

    [Reducer]
    public static BoardValue Apply(BoardValue state, Renamed action) => state with { Name = action.Name };

    [Reducer]
    public static BoardValue Apply(BoardValue state, Flagged action) => state with { Flag = action.Value };

    [Reducer]
    public static BoardValue Apply(BoardValue state, Scaled action) => state with { Balance = unchecked(state.Balance * action.Factor) };

    [Reducer]
    public static BoardValue Apply(BoardValue state, Assigned action) => state with { Owner = action.To };

    [Reducer]
    public static BoardValue Apply(BoardValue state, Moved action) => state with { X = unchecked(state.X + action.X), Y = unchecked(state.Y + action.Y) };

    [Reducer]
    public static BoardValue Apply(BoardValue state, Cleared action) => state with { Balance = 0, Flag = false };
}

[GossipStore(typeof(Board))]
public sealed partial class BoardStore
{
    internal static Runtime.ReplayTable<Board> Table { get; } = new GossipTable();
}

[GossipStore(typeof(BoardValue))]
public sealed partial class BoardValueStore
{
    internal static Runtime.ReplayTable<BoardValue> Table { get; } = new GossipTable();
}
