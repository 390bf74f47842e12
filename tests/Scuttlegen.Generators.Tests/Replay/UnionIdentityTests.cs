using System.Collections.Immutable;
using System.Numerics;
using Scuttlegen.Generators.Tests.Fixtures;
using Scuttlegen.Runtime;

namespace Scuttlegen.Generators.Tests.Replay;

/// <summary>Unions are compared by their very case and its members, names by their spelling, bit by bit.</summary>
public sealed class UnionIdentityTests
{
    private static UnionState State => new(
        new Figure.Circle(1.5) { Note = "n" }, new Walk(2, null), new Expression.Literal(1), (1, 0.0), new Uri("http://a/b"), new Version(1, 2), new Complex(0, 1),
        [new Figure.Square(1, null), null]);

    private static readonly ImmutableArray<(string What, Func<UnionState, UnionState> Change)> Changes =
    [
        ("a member of the case", x => x with { Figure = new Figure.Circle(-1.5) { Note = "n" } }),
        ("a member of the union", x => x with { Figure = new Figure.Circle(1.5) }),
        ("another case", x => x with { Figure = new Figure.Square(1.5, null) { Note = "n" } }),
        ("no case", x => x with { Figure = null }),
        ("a case of an interface", x => x with { Move = new Jump(2) }),
        ("its member", x => x with { Move = new Walk(3, null) }),
        ("a literal", x => x with { Formula = new Expression.Literal(2) }),
        ("the sign of zero in a tuple", x => x with { Tuple = (1, -0.0) }),
        ("the spelling of a URI", x => x with { Uri = new Uri("HTTP://a/b") }),
        ("the revision of a version", x => x with { Version = new Version(1, 2, 0) }),
        ("the sign of zero in a complex number", x => x with { Complex = new Complex(-0.0, 1) }),
        ("an element", x => x with { Figures = [new Figure.Square(2, null), null] }),
    ];

    [Fact]
    public void Equal_values_are_identical()
    {
        Assert.True(AreIdentical(State, State));
        Assert.True(AreIdentical(State with { Move = new Jump(1) }, State with { Move = new Jump(1) }));
        Assert.True(AreIdentical(State with { Figure = null, Uri = null, Version = null }, State with { Figure = null, Uri = null, Version = null }));
    }

    [Fact]
    public void Each_change_shows()
    {
        foreach (var (what, change) in Changes)
        {
            if (AreIdentical(change(State), State) || AreIdentical(State, change(State))) Assert.Fail($"A change of {what} does not show.");
        }
    }

    [Fact]
    public void What_is_no_case_is_only_itself()
    {
        var fly = new Fly(1);
        Assert.True(AreIdentical(State with { Move = fly }, State with { Move = fly }));
        Assert.False(AreIdentical(State with { Move = fly }, State with { Move = new Fly(1) }));
    }

    private static bool AreIdentical(UnionState x, UnionState y) => UnionStore.Table.AreIdentical(x, y, KindFacts.AllSlices);
}
