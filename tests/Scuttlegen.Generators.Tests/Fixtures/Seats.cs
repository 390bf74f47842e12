namespace Scuttlegen.Generators.Tests.Fixtures;

[GossipAction]
public sealed partial record Seated(string Name);

public sealed record Seats(string? Taken, int Count)
{
    public static Seats Initial { get; } = new(null, 0);
}

/// <summary>One seat, and a guard that gives it to the first.</summary>
[GossipStore(typeof(Seats))]
public sealed partial class SeatStore;

internal static class SeatReducers
{
    [Guard(Slice = nameof(Seats.Taken))]
    public static bool IsFree(string? state, Seated action) => state is null;

    [Guard]
    public static bool IsNamed(Seats state, Seated action) => action.Name.Length > 0 ? true : throw new ArgumentException("nobody");

    [Reducer]
    public static Seats Seat(Seats state, Seated action) => new(action.Name, state.Count + 1);
}

[GossipAction]
public sealed partial record Scribbled(string Text);

public sealed record Scribble
{
    public static Scribble Initial { get; } = new();

    public string Text { get; private init; } = "";

    public Scribble Then(string text) => new() { Text = Text + text };
}

/// <summary>Promises that the order does not matter, which is not true.</summary>
[GossipStore(typeof(Scribble))]
public sealed partial class ScribbleStore;

internal static class ScribbleReducers
{
    [Reducer(Commutes = true)]
    public static Scribble Append(Scribble state, Scribbled action) => state.Then(action.Text);
}
