// Codecs without a store, and names chosen to collide.
#pragma warning disable SCUT0003, CA1708, CA1051

using System.Collections.Immutable;
using Scuttlegen.Wire;

namespace Scuttlegen.Generators.Tests.Fixtures;

public enum Color : byte
{
    Red,
    Green = 200,
}

public enum Depth : long
{
    Deep = long.MinValue,
}

[GossipAction("small")]
public sealed partial record Small(int Number, string Text, Guid Id, bool Flag) : IMove;

[GossipAction]
public sealed partial record Integers(sbyte A, byte B, short C, ushort D, int E, uint F, long G, ulong H, Int128 I, UInt128 J, char K, bool L);

[GossipAction]
public sealed partial record Floats(Half A, float B, double C, decimal D);

[GossipAction]
public sealed partial record Times(DateTime A, DateTimeOffset B, DateOnly C, TimeOnly D, TimeSpan E);

[GossipAction]
public readonly partial record struct Identities(Guid A, PeerId B, Source C, Stamp D);

[GossipAction]
public sealed partial record Nullables(int? A, string? B, Color? C, Guid? D, byte[]? E, Address? F, Point? G, string?[]? H);

[GossipAction]
public sealed partial record Collections(
    byte[] A,
    ImmutableArray<byte> B,
    ReadOnlyMemory<byte> C,
    int[] D,
    ImmutableArray<string> E,
    ImmutableList<Color> F,
    IReadOnlyList<double> G,
    int[][] H,
    ImmutableArray<Address> I);

[GossipAction]
public sealed partial record Sorted(
    ImmutableSortedDictionary<string, int> A,
    ImmutableDictionary<int, string> B,
    ImmutableSortedSet<long> C,
    ImmutableHashSet<string> D);

public sealed record Address(string Street, int? Number)
{
    public string? Note { get; init; }

    public string Computed => Street + Number;
}

public readonly record struct Point(double X, double Y);

[GossipAction]
public sealed partial record Nested(Address Home, Point Place, Small Inner, Money Price, Color Paint, Depth Depth);

[GossipAction]
public sealed partial record Tree(int Value, ImmutableArray<Tree> Children, Branch? Left);

public sealed record Branch(string Name, Branch? Next, Tree? Tree);

public readonly record struct Money(long Cents) : ICborCodec<Money>
{
    static int ICborCodec<Money>.GetMaxSize(Money value) => 9;

    static void ICborCodec<Money>.Write(ref CborWriter writer, Money value) => writer.WriteInt64(value.Cents);

    static Money ICborCodec<Money>.Read(ref CborReader reader) => new(reader.ReadInt64());
}

/// <summary>Members whose names are those of the codec, and of what it is made of.</summary>
[GossipAction]
public sealed partial record Awkward(string Kind, bool Read, int Write, int reader, int count, int Count, int @class, int writer, int GetMaxSize);

[GossipAction]
public partial struct Plain
{
    public int Field;

    public string? Text { get; set; }

    public static int Ignored { get; set; }
}

[GossipAction]
public partial class Settable
{
    public int A { get; set; }

    public string B { get; init; } = "";
}

// The same kind as three versions of one program know it.
[GossipAction("versioned")]
public sealed partial record Version1(int A);

[GossipAction("versioned")]
public sealed partial record Version2(int A, string B = "unknown", Color C = Color.Green, double D = double.NaN, int? E = 7, ImmutableArray<int> F = default, string? G = null)
{
    public ImmutableArray<int> H { get; init; }
}

[GossipAction("versioned")]
public sealed partial record Version3(int A, string B);
