// States of every shape that a comparison may meet, some of them odd on purpose.
#pragma warning disable SCUT0003, CA1051, CA1815, CA1819, CA2231, IDE0044, IDE0052

using System.Collections.Immutable;
using System.Numerics;
using Scuttlegen.Runtime;

namespace Scuttlegen.Generators.Tests.Fixtures;

/// <summary>All that is compared bit by bit, and can come back from its bytes.</summary>
[GossipAction]
public sealed partial record Exact(
    Integers Integers,
    Floats Floats,
    DateTimeOffset Offset,
    DateOnly Date,
    TimeOnly Time,
    TimeSpan Span,
    Guid Id,
    string Text,
    string? Note,
    Color Color,
    int? Number,
    Depth? Depth,
    byte[] Bytes,
    ImmutableArray<byte> Block,
    int[][] Grid,
    ImmutableArray<string?> Words,
    ImmutableList<double> Reals,
    ImmutableDictionary<int, Address> ByNumber,
    ImmutableSortedDictionary<long, decimal> Prices,
    ImmutableHashSet<int> Set,
    ImmutableSortedSet<long> Ordered,
    Address? Home,
    Point Place,
    Point? Other,
    Money Money,
    Identities Names);

public sealed record ExactState(Exact Value, int Count)
{
    public static ExactState Initial => throw new NotSupportedException("Only its table is used.");
}

[GossipStore(typeof(ExactState))]
public sealed partial class ExactStore
{
    internal static ReplayTable<ExactState> Table { get; } = new GossipTable();
}

public record Open(int X);

public sealed record Derived(int X, int Y) : Open(X);

public sealed record Chain(int Value, Chain? Next);

public sealed record Ping(int Value, Pong? Pong);

public sealed record Pong(int Value, Ping? Ping);

public sealed record Growing<T>(T Value, Growing<ImmutableList<T>>? Larger);

public sealed record Secretive(int Value)
{
    private int _reads;

    public int Read() => ++_reads;
}

public sealed class Captured(int start)
{
    public int Value { get; init; }

    public int Sum => start + Value;
}

public sealed record Trimmed
{
    public string Name { get => field.Trim(); init; } = "";
}

public struct Plainly
{
    public int A;

    public string? B { get; init; }

    public readonly int Twice => A * 2;
}

public sealed class NoRecord
{
    public int Value { get; init; }
}

public struct Opaque(int value)
{
    private readonly int _value = value;

    public readonly int Half => _value / 2;
}

public sealed record Shapes
{
    public static Shapes Initial { get; } = new();

    public Open Open { get; init; } = new(1);

    public Chain? Chain { get; init; }

    public Ping? Ping { get; init; }

    public Growing<int>? Growing { get; init; }

    public Secretive? Secretive { get; init; }

    public Captured? Captured { get; init; }

    public Trimmed? Trimmed { get; init; }

    public Plainly Plainly { get; init; }

    public NoRecord? Class { get; init; }

    public DateTime Date { get; init; }

    public (int Left, string Right) Pair { get; init; }

    public BigInteger Big { get; init; }

    public object? Anything { get; init; }

    public IReadOnlyList<int>? Listed { get; init; }

    public ReadOnlyMemory<byte> Memory { get; init; }

    public Open?[]? Array { get; init; }

    public ImmutableDictionary<string, int> ByName { get; init; } = ImmutableDictionary<string, int>.Empty;

    public ImmutableSortedDictionary<string, int> Sorted { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    public ImmutableHashSet<string> Names { get; init; } = [];

    public ImmutableSortedSet<string> Ordered { get; init; } = [];

    public int Only { get; init; }
}

public sealed record Veiled(Opaque Opaque, int Value)
{
    public static Veiled Initial { get; } = new(default, 0);
}

/// <summary>One member decides another's value.</summary>
public sealed record Bent
{
    private readonly int _half;

    public static Bent Initial { get; } = new();

    public int Whole { get => _half * 2; init => _half = value / 2; }

    public int Half { get => _half; init => _half = value; }
}

[GossipStore(typeof(Shapes))]
public sealed partial class ShapesStore
{
    internal static ReplayTable<Shapes> Table { get; } = new GossipTable();
}

[GossipStore(typeof(Veiled))]
public sealed partial class VeiledStore
{
    internal static ReplayTable<Veiled> Table { get; } = new GossipTable();
}

[GossipStore(typeof(Bent))]
public sealed partial class BentStore
{
    internal static ReplayTable<Bent> Table { get; } = new GossipTable();
}

internal static class IdentityReducers
{
    [Reducer]
    public static ExactState Hold(ExactState state, Exact action) => state with { Value = action };

    [Reducer(Slice = nameof(Shapes.Only))]
    public static int Touch(int state, Untouched action) => state + 1;

    [Reducer]
    public static Opaque Touch(Opaque state, Untouched action) => state;

    [Reducer(Slice = nameof(Bent.Whole))]
    public static int TouchWhole(int state, Untouched action) => state + 2;

    [Reducer(Slice = nameof(Bent.Half))]
    public static int TouchHalf(int state, Incremented action) => state + action.By;
}
