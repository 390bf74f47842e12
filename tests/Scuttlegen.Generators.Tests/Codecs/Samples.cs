using System.Collections.Immutable;
using System.Numerics;
using System.Text;
using CsCheck;
using Scuttlegen.Generators.Tests.Fixtures;

namespace Scuttlegen.Generators.Tests.Codecs;

/// <summary>Random values of the wider types.</summary>
internal static class Samples
{
    public static readonly Gen<string> Text = Gen.Char.Where(c => !char.IsSurrogate(c)).Array[0, 20].Select(c => new string(c));

    public static readonly Gen<BigInteger> Integer = Gen.OneOf(
        Gen.Int.Select(i => (BigInteger)i),
        Gen.Byte.Array[0, 40].Select(b => new BigInteger(b)),
        Gen.Select(One(31, 32, 63, 64, 65, 71, 72, 127, 128, 192), Gen.Int[-2, 2], Gen.Bool)
            .Select((power, off, negative) => (negative ? -BigInteger.One : 1) * (BigInteger.Pow(2, power) + off)));

    // The oracle knows but one NaN; their payloads have tests of their own.
    public static readonly Gen<double> Real = Gen.Double.Select(d => double.IsNaN(d) ? 0 : d);

    public static readonly Gen<Rune> Rune = Gen.Int[0, 0x10ffff].Where(System.Text.Rune.IsValid).Select(i => new Rune(i));

    public static readonly Gen<Version> Version = Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, 300], Gen.Int[-1, 30], Gen.Int[-1, 70_000]).Select((a, b, c, d) =>
        c < 0 ? new Version(a, b) : d < 0 ? new Version(a, b, c) : new Version(a, b, c, d));

    public static readonly Gen<Uri> Uri = Gen.OneOf(
        Gen.Select(One("http://x.y/", "HTTP://X.Y", "file:///a b/", "urn:isbn:", "mailto:a@", "unknown://h:80/%41"), Gen.Char['a', 'z'].Array[1, 8])
            .Select((prefix, rest) => new System.Uri(prefix + new string(rest), UriKind.Absolute)),
        Gen.Select(One("", "/", "../", "//host/", "?q=", "#", "é "), Gen.Char['a', 'z'].Array[0, 8])
            .Select((prefix, rest) => new System.Uri(prefix + new string(rest), UriKind.Relative)));

    public static readonly Gen<Address> Address = Gen.Select(Text, Gen.Int.Nullable(), Text.Null()).Select((street, number, note) => new Address(street, number) { Note = note });

    private static readonly Gen<Expression> Literal = Gen.Int.Select(Expression (i) => new Expression.Literal(i));

    public static readonly Gen<Expression> Expression = Gen.Recursive<Expression>((depth, inner) => depth > 4
        ? Literal
        : Gen.Frequency(
            (2, Literal),
            (1, Gen.Select(inner, inner).Select(Expression (l, r) => new Expression.Sum(l, r))),
            (1, Gen.Select(Text, inner.Null().Array[0, 3]).Select(Expression (n, a) => new Expression.Call(n, [.. a])))));

    public static readonly Gen<Figure> Figure = Gen.OneOf(
        Gen.Select(Real, Text.Null()).Select(Figure (r, n) => new Figure.Circle(r) { Note = n }),
        Gen.Select(Real, Expression.Null()).Select(Figure (s, f) => new Figure.Square(s, f)),
        Text.Null().Select(Figure (n) => new Figure.Empty { Note = n }));

    public static readonly Gen<IMove> Move = Gen.OneOf(
        Gen.Int.Select(IMove (i) => new Jump(i)),
        Gen.Select(Gen.Int, Text, Gen.Guid, Gen.Bool).Select(IMove (a, b, c, d) => new Small(a, b, c, d)),
        Gen.Select(Gen.Int, Gen.Int.Nullable()).Select(IMove (a, b) => new Walk(a, b is { } height ? new Jump(height) : null)),
        Figure.Array[0, 3].Select(IMove (f) => new Rest { Seen = [.. f] }));

    public static readonly Gen<Numbers> Numbers = Gen.Select(Integer, Real, Real, Rune, Integer.Nullable(), Integer.Array[0, 5])
        .Select((a, b, c, d, e, f) => new Numbers(a, new Complex(b, c), d, e, [.. f]));

    public static readonly Gen<Places> Places = Gen.Select(Uri, Version, Uri.Null(), Version.Null(), Version.Null().Array[0, 3])
        .Select((a, b, c, d, e) => new Places(a, b, c, d, [.. e]));

    public static readonly Gen<Tuples> Tuples = Gen.Select(
            Gen.Select(Gen.Int, Text, Gen.Bool, Real.Nullable()),
            Gen.Select(Gen.Int.Array[7], Gen.Guid, Address.Null(), Gen.Bool),
            Gen.Select(Gen.Int, Gen.Int).Array[0, 6])
        .Select((a, b, c) => new Tuples(
            (a.Item1, a.Item2), (a.Item1, (a.Item3, a.Item4)), (b.Item1[0], b.Item1[1], b.Item1[2], b.Item1[3], b.Item1[4], b.Item1[5], b.Item1[6], a.Item2),
            b.Item4 ? (b.Item2, b.Item3) : null, [.. c.Select(p => (p.Item1, p.Item2))],
            c.DistinctBy(p => p).ToImmutableDictionary(p => (p.Item1, p.Item2), p => a.Item2)));

    public static readonly Gen<Blocks> Blocks = Gen.Select(Gen.Byte.Array[0, 64].Array[17], Gen.Bool).Select((b, isNull) => new Blocks(
        Of<sbyte>(b[0]), Of<ushort>(b[1]), Of<short>(b[2]), Of<uint>(b[3]), Of<int>(b[4]), Of<ulong>(b[5]), Of<long>(b[6]), Of<Half>(b[7]), Of<float>(b[8]), Of<double>(b[9]),
        [.. Of<double>(b[10])], Of<float>(b[11]), isNull ? default : [.. Of<ulong>(b[12])], isNull ? null : Of<int>(b[13]), [Of<int>(b[14]), []],
        [.. b[15].Select(x => (x & 1) == 0)], Of<char>(b[16])));

    public static readonly Gen<Generics> Generics = Gen.Select(Gen.Int, Text, Text.Null(), Gen.Int.Array[0, 4], Gen.Bool)
        .Select((a, b, c, d, e) => new Generics(new(a, b), new(c, d), new(new(a, e), e ? null : new(a, true)), new(e, a)));

    public static readonly Gen<Unions> Unions = Gen.Select(
            Gen.Select(Figure, Expression, Move, Figure.Null()),
            Gen.Select(Figure.Array[0, 3], Gen.Select(Text, Move).Array[0, 3], Expression.Array[0, 3], Move.Null().Array[0, 3]))
        .Select((a, b) => new Unions(
            a.Item1, a.Item2, a.Item3, a.Item4, [.. b.Item1], b.Item2.DistinctBy(p => p.Item1).ToImmutableDictionary(p => p.Item1, p => p.Item2), [.. b.Item3], b.Item4));

    private static Gen<T> One<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static T[] Of<T>(byte[] bytes)
        where T : unmanaged => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, T>(bytes).ToArray();
}
