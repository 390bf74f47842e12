// What the wire knows beyond EveryType.cs: numbers of any size, names, tuples, typed arrays, closed generics, unions.
#pragma warning disable SCUT0003, CA1720

using System.Collections.Immutable;
using System.Numerics;
using System.Text;

namespace Scuttlegen.Generators.Tests.Fixtures;

[GossipAction]
public sealed partial record Numbers(BigInteger Integer, Complex Complex, Rune Rune, BigInteger? Maybe, ImmutableArray<BigInteger> Many);

[GossipAction]
public sealed partial record Places(Uri Uri, Version Version, Uri? MaybeUri, Version? MaybeVersion, ImmutableArray<Version?> Versions);

[GossipAction]
public sealed partial record Tuples(
    (int X, string Name) Pair, (int, (bool Flag, double? Real) Inner) Unnamed, (int A, int B, int C, int D, int E, int F, int G, string H) Eight,
    (Guid Id, Address? Home)? Maybe, ImmutableArray<(int X, int Y)> Path, ImmutableDictionary<(int X, int Y), string> Grid);

[GossipAction]
public sealed partial record Blocks(
    sbyte[] A, ushort[] B, short[] C, uint[] D, int[] E, ulong[] F, long[] G, Half[] H, float[] I, double[] J,
    ImmutableArray<double> K, ReadOnlyMemory<float> L, ImmutableArray<ulong> M, int[]? N, int[][] O, bool[] P, char[] Q);

public sealed record Pair<TFirst, TSecond>(TFirst First, TSecond Second);

[GossipAction]
public sealed partial record Generics(
    Pair<int, string> A, Pair<string?, int[]> B, Pair<Pair<int, bool>, Pair<int, bool>?> C, Choice<int> D);

public readonly record struct Choice<T>(bool HasValue, T? Value);

[GossipUnion]
public abstract record Expression
{
    private Expression()
    {
    }

    public sealed record Literal(int Value) : Expression;

    public sealed record Sum(Expression Left, Expression Right) : Expression;

    public sealed record Call(string Name, ImmutableArray<Expression?> Arguments) : Expression;
}

/// <summary>Closed: a union without an attribute.</summary>
public abstract record Figure
{
    private Figure()
    {
    }

    public string? Note { get; init; }

    public sealed record Circle(double Radius) : Figure;

    public sealed record Square(double Side, Expression? Formula) : Figure;

    public sealed record Empty : Figure;
}

[GossipUnion(typeof(Walk), typeof(Jump), typeof(Small), typeof(Rest))]
public interface IMove;

public sealed record Walk(int Steps, IMove? Then) : IMove;

public readonly record struct Jump(int Height) : IMove;

public sealed record Rest : IMove
{
    public ImmutableArray<Figure> Seen { get; init; } = [];
}

/// <summary>None of the cases.</summary>
public sealed record Fly(int Height) : IMove;

[GossipAction]
public sealed partial record Unions(
    Figure A, Expression B, IMove C, Figure? D, ImmutableArray<Figure> E, ImmutableDictionary<string, IMove> F, ImmutableHashSet<Expression> G, IMove?[] H);

public sealed record UnionState(Figure? Figure, IMove Move, Expression Formula, (int X, double Y) Tuple, Uri? Uri, Version? Version, Complex Complex, ImmutableArray<Figure?> Figures)
{
    public static UnionState Initial => throw new NotSupportedException("Only its table is used.");
}

[GossipStore(typeof(UnionState))]
public sealed partial class UnionStore
{
    internal static Runtime.ReplayTable<UnionState> Table { get; } = new GossipTable();
}

public static class UnionReducer
{
    [Reducer]
    public static UnionState Apply(UnionState state, Unions action) => state with { Figure = action.A };
}
