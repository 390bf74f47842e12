// One kind as two versions of a program know it: with every sort of default that a member can be appended with.
#pragma warning disable SCUT0003, CA1720

using System.Collections.Immutable;
using System.Numerics;

namespace Scuttlegen.Generators.Tests.Fixtures;

public enum Wide : ulong
{
    None,
    Most = ulong.MaxValue,
}

public readonly record struct Sized(int Width, string? Label);

[GossipAction("appended")]
public sealed partial record Before(int A);

[GossipAction("appended")]
public sealed partial record After(
    int A,
    decimal Price = -1.50m, decimal? Rebate = 0.0m, Wide Wide = Wide.Most, Wide? MaybeWide = Wide.Most, Depth Depth = Depth.Deep, char Quote = '\'', char? Line = '\u2028',
    string Text = "a \"b\"\\\n\0é\u2028{0}", string? Nothing = null, DateTime Time = default, Guid Id = default, bool Flag = true, byte Small = 255, sbyte Least = sbyte.MinValue,
    long Long = long.MinValue, ulong Unsigned = ulong.MaxValue, uint? Count = uint.MaxValue, float Single = float.Epsilon, double Real = double.MinValue, double Zero = -0.0,
    float Infinite = float.NegativeInfinity)
{
    public Figure? Figure { get; init; }

    public (int X, string? Y) Pair { get; init; }

    public Sized Sized { get; init; }

    public ImmutableArray<Sized> Many { get; init; }

    public ReadOnlyMemory<float> Block { get; init; }

    public BigInteger Integer { get; init; }

    public Half Half { get; init; }

    public Money Money { get; init; }

    public TimeOnly? At { get; init; }
}

[GossipAction("appended")]
public sealed partial record AfterWithPair(int A, (int X, string Name) Pair);

[GossipAction("appended")]
public sealed partial record AfterWithText(int A, Labelled Label);

public readonly record struct Labelled(Lettering Inner);

public readonly record struct Lettering(string Text);
