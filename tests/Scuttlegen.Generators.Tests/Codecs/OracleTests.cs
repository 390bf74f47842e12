using System.Collections.Immutable;
using System.Numerics;
using System.Text;
using CsCheck;
using Scuttlegen.Generators.Tests.Fixtures;
using Scuttlegen.Generators.Tests.Support;

namespace Scuttlegen.Generators.Tests.Codecs;

/// <summary>An independent CBOR library reads what the wider types wrote, and writes the same bytes; decoded and encoded again they stay the same.</summary>
public sealed class OracleTests
{
    [Fact]
    public void Numbers() => Samples.Numbers.Sample(x =>
    {
        var read = Agree(x, x.Integer, new object[] { x.Complex.Real, x.Complex.Imaginary }, x.Rune.Value, x.Maybe, x.Many.Select(i => (object)i).ToArray());
        Assert.Equal(x with { Many = [] }, read with { Many = [] });
        Assert.Equal(x.Many.AsEnumerable(), read.Many);
    });

    [Fact]
    public void Places() => Samples.Places.Sample(x =>
    {
        var read = Agree(x, Spelled(x.Uri), Parts(x.Version), Spelled(x.MaybeUri), Parts(x.MaybeVersion), x.Versions.Select(Parts).ToArray());
        Assert.Equal(x.Uri.OriginalString, read.Uri.OriginalString);
        Assert.Equal(x.Uri.IsAbsoluteUri, read.Uri.IsAbsoluteUri);
        Assert.Equal(x.Version, read.Version);
        Assert.Equal(x.Versions.AsEnumerable(), read.Versions);
    });

    [Fact]
    public void Tuples() => Samples.Tuples.Sample(x =>
    {
        var read = Agree(x);
        Assert.Equal((x.Pair, x.Unnamed, x.Eight, x.Maybe), (read.Pair, read.Unnamed, read.Eight, read.Maybe));
        Assert.Equal(x.Path.AsEnumerable(), read.Path);
        Assert.Equal(x.Grid.Count, read.Grid.Count);
    });

    [Fact]
    public void Typed_arrays() => Samples.Blocks.Sample(x =>
    {
        var read = Agree(
            x, Codec.Typed(x.A), Codec.Typed(x.B), Codec.Typed(x.C), Codec.Typed(x.D), Codec.Typed(x.E), Codec.Typed(x.F), Codec.Typed(x.G), Codec.Typed(x.H), Codec.Typed(x.I),
            Codec.Typed(x.J), Codec.Typed<double>([.. x.K]), Codec.Typed(x.L.ToArray()), x.M.IsDefault ? null : Codec.Typed<ulong>([.. x.M]), Codec.Typed(x.N),
            x.O.Select(Codec.Typed).ToArray(), x.P, x.Q.Select(c => (object)(int)c).ToArray());
        Assert.Equal(x.I.Select(BitConverter.SingleToInt32Bits), read.I.Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(x.M.IsDefault, read.M.IsDefault);
    });

    [Fact]
    public void Closed_generics() => Samples.Generics.Sample(x =>
    {
        var read = Agree(x);
        Assert.Equal((x.A, x.C, x.D), (read.A, read.C, read.D));
    });

    [Fact]
    public void Unions() => Samples.Unions.Sample(x =>
    {
        var read = Agree(x);
        Assert.Equal((x.A.GetType(), x.C.GetType(), x.D?.GetType()), (read.A.GetType(), read.C.GetType(), read.D?.GetType()));
        Assert.Equal(x.E.Select(f => (f.GetType(), f.Note)), read.E.Select(f => (f.GetType(), f.Note)));
    });

    /// <summary>Bytes worked out by hand from RFC 8949 and RFC 8746; they never change.</summary>
    [Fact]
    public void Frozen_bytes()
    {
        Frozen(
            new Numbers(BigInteger.Pow(2, 64) - 1, new Complex(1, -0.0), new Rune(0x1f600), -BigInteger.Pow(2, 64), [BigInteger.Pow(2, 64), -BigInteger.Pow(2, 64) - 1, -BigInteger.Pow(2, 72)]),
            "85 1bffffffffffffffff 82f93c00f98000 1a0001f600 3bffffffffffffffff 83 c249010000000000000000 c349010000000000000000 c349ffffffffffffffffff");
        Frozen(
            new Places(new Uri("http://a/%41"), new Version(1, 2), new Uri("/b", UriKind.Relative), new Version(1, 2, 3, 400), [new Version(0, 0, 5), null]),
            "85 6c687474703a2f2f612f253431 820102 81622f62 840102 03190190 82 83000005 f6");
        Frozen(
            new Tuples((5, "x"), (1, (true, null)), (1, 2, 3, 4, 5, 6, 7, "8"), null, [(1, -1)], ImmutableDictionary.CreateRange([KeyValuePair.Create((2, 1), "b"), KeyValuePair.Create((1, 2), "a")])),
            "86 820561 78 8201 82f5f6 880102030405060761 38 f6 81 820120 a2 820102 6161 820201 6162");
        Frozen(
            new Blocks(
                [-1], [1], [-2], [1], [1, -1], [1], [-1], [(Half)1], [SignallingNaN()], [1], [-0.0], new float[] { 1 }, default, null, [[7], []], [true], ['a']),
            "91 d84841ff d845420100 d84d42feff d8464401000000 d84e4801000000ffffffff d847480100000000000000 d84f48ffffffffffffffff d85442003c d855440100807f "
            + "d85648000000000000f03f d856480000000000000080 d855440000803f f6 f6 82d84e4407000000d84e40 81f5 811861");
        Frozen(new Generics(new(1, "a"), new(null, [2]), new(new(3, true), null), new(true, 9)), "84 820161 61 82f6d84e4402000000 828203f5f6 82f509");
        Frozen(
            new Unions(
                new Figure.Circle(1), new Expression.Sum(new Expression.Literal(1), new Expression.Literal(2)), new Walk(3, new Jump(4)), null, [new Figure.Empty { Note = "n" }],
                ImmutableDictionary<string, IMove>.Empty, [], [null, new Rest()]),
            "88 820082f93c00f6 8201 82 82008101 82008102 82008203 82018104 f6 81 820281616e a0 80 82f6 82038180");
    }

    // From memory: a constant would be quieted where it is folded.
    private static float SignallingNaN() => System.Runtime.InteropServices.MemoryMarshal.Cast<uint, float>(new uint[] { 0x7f800001 })[0];

    private static void Frozen<T>(T action, string hex)
        where T : IGossipAction<T>
    {
        hex = hex.Replace(" ", "", StringComparison.Ordinal);
        Assert.Equal(hex, Convert.ToHexStringLower(Codec.Write(action)));
        Assert.Equal(hex, Convert.ToHexStringLower(Codec.Write(Codec.Read<T>(Convert.FromHexString(hex)))));
    }

    private static T Agree<T>(T action, params object?[] members)
        where T : IGossipAction<T>
    {
        var bytes = Codec.Write(action);
        Assert.InRange(bytes.Length, 1, T.GetMaxSize(action));
        Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(Oracle.Transcode(bytes)));
        if (members.Length > 0) Assert.Equal(Convert.ToHexString(Codec.Expected(members)), Convert.ToHexString(bytes));
        var read = Codec.Read<T>(bytes);
        Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(Codec.Write(read)));
        return read;
    }

    private static object? Spelled(Uri? uri) => uri is null ? null : uri.IsAbsoluteUri ? uri.OriginalString : new object[] { uri.OriginalString };

    private static object? Parts(Version? version) => version?.ToString().Split('.').Select(p => (object)int.Parse(p, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
}
