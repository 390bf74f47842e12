using System.Collections.Immutable;
using Scuttlegen.Runtime;

namespace Scuttlegen.Generators.Tests.Fixtures;

[GossipAction]
public sealed partial record Ground(int By);

[GossipAction]
public sealed partial record Poured(int By);

[GossipAction]
public sealed partial record Weighed(int Least);

[GossipAction]
public sealed partial record Emptied;

[GossipAction]
public sealed partial record Painted(Color Color);

[GossipAction]
public sealed partial record Visited(int Count);

[GossipAction]
public sealed partial record Swapped;

public sealed record Sack(int Flour, ImmutableList<int> Portions)
{
    public static Sack Initial { get; } = new(0, []);
}

[GossipAction]
public sealed partial record Tithed(int Most);

[GossipAction]
public sealed partial record Sifted(int Least);

[GossipAction]
public sealed partial record Stamped(int By);

/// <summary>Slices whose values come back to what they were, some reducers that throw, root-level ones that name what they touch.</summary>
public sealed record Mill(int Grain, Sack Sack, Color Paint, double Tax, int Visitors = 0)
{
    public static Mill Initial { get; } = new(3, Sack.Initial, Color.Red, 0);

    public int Reversals { get; init; }
}

[GossipStore(typeof(Mill))]
public sealed partial class MillStore
{
    internal static ReplayTable<Mill> Table { get; } = new GossipTable();
}

internal static class MillReducers
{
    [Reducer(Slice = nameof(Mill.Grain))]
    public static int Grind(int state, Ground action) => state >= action.By ? state - action.By : throw new InvalidOperationException("too little grain");

    [Reducer]
    public static Sack Fill(Sack state, Ground action, ReplayContext context) =>
        new((state.Flour + action.By) % 5, state.Portions.Count > 3 ? [context.Next(3)] : state.Portions.Add(context.Next(3)));

    [Reducer(Slice = nameof(Mill.Grain))]
    public static int Pour(int state, Poured action) => (state + action.By) % 7;

    [Reducer]
    public static Sack Empty(Sack state, Emptied action) => Sack.Initial;

    [Reducer]
    public static Color Paint(Color state, Painted action) => action.Color;

    [Reducer(Slice = nameof(Mill.Visitors), Commutes = true)]
    public static int Visit(int state, Visited action) => unchecked(state + action.Count);

    [Reducer]
    public static Mill Weigh(Mill state, Weighed action)
    {
        if (state.Sack.Flour < action.Least) return state;
        return state.Paint == Color.Red ? state with { Tax = -state.Tax } : (state with { Tax = state.Sack.Flour });
    }

    [Reducer(Slice = nameof(Mill.Grain))]
    public static int Turn(int state, Swapped action) => 6 - state;

    [Reducer]
    public static Mill Swap(Mill state, Swapped action) =>
        state.Grain == 0 ? throw new InvalidOperationException("nothing to swap") : state with { Reversals = (state.Reversals + state.Grain) % 4 };

    [Reducer]
    public static double Tithe(double state, Tithed action) => (state + 1) % 5;

    // Writes nothing, and yet decides whether the slice's reducer counts.
    [Reducer]
    public static Mill AllowTithe(Mill state, Tithed action) => state.Sack.Flour > action.Most ? throw new InvalidOperationException("too much flour") : state;

    // Guards: of a slice, which may throw; of the root, which draws; two of one kind.
    [Guard(Slice = nameof(Mill.Grain))]
    public static bool HasGrain(int state, Sifted action) => state == 6 ? throw new InvalidOperationException("too much grain") : state >= action.Least;

    [Reducer]
    public static Sack Sift(Sack state, Sifted action) => state with { Flour = (state.Flour + 2) % 5 };

    [Reducer]
    public static Mill CountSifting(Mill state, Sifted action) => state with { Paint = (Color)(state.Sack.Flour % 2) };

    [Guard]
    public static bool MayStamp(Mill state, Stamped action, ReplayContext context) => state.Paint == Color.Red || (state.Tax + context.Next(2)) % 2 == 0;

    [Guard]
    public static bool HasFlour(Sack state, Stamped action) => state.Flour != action.By;

    [Reducer(Slice = nameof(Mill.Reversals))]
    public static int Stamp(int state, Stamped action) => (state + action.By) % 4;
}
