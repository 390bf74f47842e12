using System.Collections.Immutable;
using CsCheck;
using Scuttlegen.Generators.Tests.Fixtures;
using Scuttlegen.Generators.Tests.Support;
using Scuttlegen.Runtime;

namespace Scuttlegen.Generators.Tests.Replay;

/// <summary>Generated bitwise structural equality (R3): yes to what came back from its bytes, no to whatever a reducer could tell apart.</summary>
public sealed class IdentityTests
{
    private static readonly Gen<string> Text = Gen.Char['a', 'z'].Array[0, 8].Select(c => new string(c));

    private static readonly Gen<Address> AnyAddress =
        Gen.Select(Text, Gen.Int.Nullable(), Text.Null()).Select((street, number, note) => new Address(street, number) { Note = note });

    private static readonly Gen<Fixtures.Identities> AnyNames = Gen.Select(Gen.Byte.Array[16], Gen.Byte.Array[PeerId.Size], Gen.ULong)
        .Select((id, peer, number) => new Fixtures.Identities(
            new Guid(id), new PeerId(peer), new Source(new PeerId(peer), number), new Stamp(number, new Source(new PeerId(peer), 1))));

    private static readonly Gen<Exact> AnyExact =
        Gen.Select(
                Gen.Select(Gen.Int, Gen.Long, Gen.ULong, Gen.UInt, Gen.UShort),
                Gen.Select(Gen.Int, Gen.Int[-800, 800], Gen.Byte[0, 28]),
                Gen.Select(Text, Text.Null(), Gen.Int.Nullable(), Gen.Byte.Array[0, 4]),
                Gen.Select(Gen.Int[0, 9].Array[0, 3].Array[0, 3], Text.Null().Array[0, 3], Gen.Double.Array[0, 3]),
                Gen.Select(Gen.Int.HashSet[0, 5], AnyAddress, AnyAddress.Null(), AnyNames),
                Gen.Select(Gen.Double, Gen.Double, Gen.Bool))
            .Select((numbers, times, texts, lists, sets, places) => new Exact(
                new Integers((sbyte)numbers.Item1, (byte)numbers.Item1, (short)numbers.Item1, (ushort)numbers.Item1, numbers.Item1, numbers.Item4, numbers.Item2, numbers.Item3, numbers.Item2, numbers.Item3, (char)(numbers.Item5 % 1000), places.Item3),
                new Floats(BitConverter.UInt16BitsToHalf(numbers.Item5), BitConverter.UInt32BitsToSingle(numbers.Item4), BitConverter.UInt64BitsToDouble(numbers.Item3), new decimal(times.Item1, 0, 0, places.Item3, times.Item3)),
                new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.FromMinutes(times.Item2)).AddTicks(times.Item1),
                DateOnly.FromDayNumber(times.Item2 + 1000),
                new TimeOnly(times.Item3 % 24, 1),
                TimeSpan.FromTicks(times.Item1),
                sets.Item4.A,
                texts.Item1,
                texts.Item2,
                (Color)texts.Item4.Length,
                texts.Item3,
                places.Item3 ? Depth.Deep : null,
                texts.Item4,
                texts.Item4.Length == 3 ? default : [.. texts.Item4],
                lists.Item1,
                [.. lists.Item2],
                [.. lists.Item3],
                sets.Item1.ToImmutableDictionary(n => n, _ => sets.Item2),
                sets.Item1.ToImmutableSortedDictionary(n => (long)n, n => (decimal)n),
                [.. sets.Item1],
                [.. sets.Item1],
                sets.Item3,
                new Point(places.Item1, places.Item2),
                places.Item3 ? new Point(places.Item2, places.Item1) : null,
                new Money(numbers.Item2),
                sets.Item4));

    /// <summary>One change for each member, and for each place inside those that have some.</summary>
    private static readonly ImmutableArray<(string What, Func<Exact, Exact> Change)> Changes =
    [
        ("sbyte", x => x with { Integers = x.Integers with { A = (sbyte)(x.Integers.A ^ 1) } }),
        ("byte", x => x with { Integers = x.Integers with { B = (byte)(x.Integers.B ^ 1) } }),
        ("short", x => x with { Integers = x.Integers with { C = (short)(x.Integers.C ^ 1) } }),
        ("ushort", x => x with { Integers = x.Integers with { D = (ushort)(x.Integers.D ^ 1) } }),
        ("int", x => x with { Integers = x.Integers with { E = x.Integers.E ^ 1 } }),
        ("uint", x => x with { Integers = x.Integers with { F = x.Integers.F ^ 1 } }),
        ("long", x => x with { Integers = x.Integers with { G = x.Integers.G ^ long.MinValue } }),
        ("ulong", x => x with { Integers = x.Integers with { H = x.Integers.H ^ 1 } }),
        ("Int128", x => x with { Integers = x.Integers with { I = x.Integers.I ^ 1 } }),
        ("UInt128", x => x with { Integers = x.Integers with { J = x.Integers.J ^ 1 } }),
        ("char", x => x with { Integers = x.Integers with { K = (char)(x.Integers.K ^ 1) } }),
        ("bool", x => x with { Integers = x.Integers with { L = !x.Integers.L } }),
        ("Half", x => x with { Floats = x.Floats with { A = BitConverter.Int16BitsToHalf((short)(BitConverter.HalfToInt16Bits(x.Floats.A) ^ 1)) } }),
        ("float", x => x with { Floats = x.Floats with { B = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(x.Floats.B) ^ 1) } }),
        ("double", x => x with { Floats = x.Floats with { C = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x.Floats.C) ^ 1) } }),
        ("sign of double", x => x with { Floats = x.Floats with { C = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x.Floats.C) ^ long.MinValue) } }),
        ("decimal", x => x with { Floats = x.Floats with { D = x.Floats.D + 1 } }),
        ("scale of decimal", x => x with { Floats = x.Floats with { D = Rescaled(x.Floats.D) } }),
        ("offset", x => x with { Offset = x.Offset.ToOffset(x.Offset.Offset == TimeSpan.Zero ? TimeSpan.FromHours(1) : TimeSpan.Zero) }),
        ("instant", x => x with { Offset = x.Offset.AddTicks(1) }),
        ("date", x => x with { Date = x.Date.AddDays(1) }),
        ("time", x => x with { Time = x.Time.Add(TimeSpan.FromTicks(1)) }),
        ("duration", x => x with { Span = x.Span + TimeSpan.FromTicks(1) }),
        ("Guid", x => x with { Id = new Guid([.. x.Id.ToByteArray()[..15], (byte)(x.Id.ToByteArray()[15] ^ 1)]) }),
        ("text", x => x with { Text = x.Text + "\u0301" }),
        ("note", x => x with { Note = x.Note is null ? "" : null }),
        ("enum", x => x with { Color = (Color)((int)x.Color ^ 1) }),
        ("number", x => x with { Number = x.Number is null ? 0 : null }),
        ("nullable enum", x => x with { Depth = x.Depth is null ? Depth.Deep : null }),
        ("bytes", x => x with { Bytes = [.. x.Bytes, 0] }),
        ("a byte", x => x with { Bytes = [.. x.Bytes.Select(b => (byte)~b), 1] }),
        ("block", x => x with { Block = x.Block.IsDefault ? [] : default }),
        ("grid", x => x with { Grid = [.. x.Grid, []] }),
        ("cell", x => x with { Grid = [[1], .. x.Grid.Select(row => row.Append(1).ToArray())] }),
        ("words", x => x with { Words = x.Words.Add(null) }),
        ("a word", x => x with { Words = [.. x.Words.Select(word => word is null ? "" : null), ""] }),
        ("reals", x => x with { Reals = x.Reals.Add(0) }),
        ("a real", x => x with { Reals = [.. x.Reals.Select(real => -real), 0] }),
        ("entries", x => x with { ByNumber = x.ByNumber.Count > 0 ? x.ByNumber.Clear() : x.ByNumber.Add(1, new("", 1)) }),
        ("a value", x => x with { ByNumber = x.ByNumber.Count > 0 ? x.ByNumber.SetItem(x.ByNumber.Keys.Last(), new("changed", 1)) : x.ByNumber.Add(1, new("", 1)) }),
        ("prices", x => x with { Prices = x.Prices.Count > 0 ? x.Prices.SetItem(x.Prices.Keys.Last(), 0.5m) : x.Prices.Add(1, 1) }),
        ("set", x => x with { Set = x.Set.Count > 0 ? x.Set.Remove(x.Set.Last()) : [1] }),
        ("ordered set", x => x with { Ordered = x.Ordered.Count > 0 ? x.Ordered.Remove(x.Ordered.Max).Add(x.Ordered.Max + 1) : [1] }),
        ("home", x => x with { Home = x.Home is null ? new("", 1) : null }),
        ("note of home", x => x with { Home = (x.Home ?? new("", 1)) with { Note = x.Home?.Note + "." } }),
        ("place", x => x with { Place = x.Place with { Y = -x.Place.Y } }),
        ("other place", x => x with { Other = x.Other is null ? default(Point) : null }),
        ("place in other", x => x with { Other = new Point(x.Other is { } p ? -p.X : 0, 1.5) }),
        ("money", x => x with { Money = new(x.Money.Cents ^ 1) }),
        ("stamp", x => x with { Names = x.Names with { D = new Stamp(x.Names.D.Time ^ 1, x.Names.D.Source) } }),
        ("source", x => x with { Names = x.Names with { C = new Source(x.Names.C.Peer, x.Names.C.Incarnation ^ 1) } }),
    ];

    [Fact]
    public void What_came_back_from_its_bytes_is_identical() => AnyExact.Sample(x =>
    {
        Assert.True(AreIdentical(x, Codec.Read<Exact>(Codec.Write(x))));
        return true;
    });

    [Fact]
    public void A_change_of_any_member_shows() => AnyExact.Sample(
        x =>
        {
            var copy = Codec.Read<Exact>(Codec.Write(x));
            foreach (var (what, change) in Changes)
            {
                if (AreIdentical(change(x), copy) || AreIdentical(copy, change(x))) Assert.Fail($"A change of {what} does not show.");
            }
        },
        iter: 300);

    [Theory]
    [InlineData(0.0, -0.0)]
    [InlineData(1.0, 2.0)]
    public void Doubles_that_are_equal_or_not_are_compared_by_their_bits(double x, double y)
    {
        Assert.True(BitwiseEquality.Of(x, x));
        Assert.False(BitwiseEquality.Of(x, y));
        Assert.False(BitwiseEquality.Of((float)x, (float)y));
        Assert.False(BitwiseEquality.Of((Half)x, (Half)y));
        Assert.True(BitwiseEquality.Of(double.NaN, double.NaN));
        Assert.False(BitwiseEquality.Of(double.NaN, BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(double.NaN) ^ 1)));
    }

    [Fact]
    public void Scales_offsets_and_kinds_count()
    {
        Assert.False(BitwiseEquality.Of(1.0m, 1.00m));
        Assert.False(BitwiseEquality.Of(0m, decimal.Negate(0m)));
        Assert.True(BitwiseEquality.Of(1.00m, 1.00m));
        var noon = new DateTime(2020, 1, 1, 12, 0, 0, DateTimeKind.Utc);
        Assert.True(BitwiseEquality.Of(noon, new DateTime(noon.Ticks, DateTimeKind.Utc)));
        Assert.False(BitwiseEquality.Of(noon, new DateTime(noon.Ticks, DateTimeKind.Unspecified)));
        Assert.False(BitwiseEquality.Of(new DateTimeOffset(noon), new DateTimeOffset(noon).ToOffset(TimeSpan.FromHours(1))));
        AssertDiffer(new Shapes { Date = noon }, new Shapes { Date = new DateTime(noon.Ticks, DateTimeKind.Local) });
        AssertSame(new Shapes { Date = noon }, new Shapes { Date = noon });
    }

    [Fact]
    public void A_derived_record_is_never_its_base()
    {
        AssertSame(new Shapes { Open = new(1) }, new Shapes { Open = new(1) });
        AssertDiffer(new Shapes { Open = new(1) }, new Shapes { Open = new Derived(1, 2) });
        AssertDiffer(new Shapes { Open = new Derived(1, 2) }, new Shapes { Open = new Derived(1, 3) });
        var one = new Derived(1, 2);
        AssertSame(new Shapes { Open = one }, new Shapes { Open = one });
        AssertDiffer(new Shapes { Array = [new(1)] }, new Shapes { Array = new Derived[] { new(1, 2) } });
        AssertSame(new Shapes { Array = [new(1), null] }, new Shapes { Array = [new(1), null] });
    }

    [Fact]
    public void Comparers_and_order_count()
    {
        AssertSame(new Shapes { ByName = Pairs("a", "b") }, new Shapes { ByName = Pairs("a", "b") });
        AssertDiffer(new Shapes { ByName = Pairs("a") }, new Shapes { ByName = Pairs("a").WithComparers(StringComparer.OrdinalIgnoreCase) });
        AssertDiffer(new Shapes { ByName = Pairs("a") }, new Shapes { ByName = Pairs("a").WithComparers(null, new Modulo()) });
        AssertDiffer(new Shapes { Sorted = Pairs("a").ToImmutableSortedDictionary() }, new Shapes { Sorted = Pairs("a").ToImmutableSortedDictionary(StringComparer.Ordinal) });
        AssertDiffer(new Shapes { Names = ["a"] }, new Shapes { Names = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "a") });
        AssertDiffer(new Shapes { Ordered = ["a"] }, new Shapes { Ordered = ImmutableSortedSet.Create<string>(StringComparer.Ordinal, "a") });
        AssertSame(new Shapes { Ordered = ["a", "b"] }, new Shapes { Ordered = ["b", "a"] });
    }

    [Fact]
    public void What_cannot_be_seen_into_is_compared_by_reference()
    {
        var secretive = new Secretive(1);
        AssertSame(new Shapes { Secretive = secretive }, new Shapes { Secretive = secretive });
        AssertDiffer(new Shapes { Secretive = new(1) }, new Shapes { Secretive = new(1) });
        AssertDiffer(new Shapes { Captured = new(1) }, new Shapes { Captured = new(2) });
        AssertDiffer(new Shapes { Trimmed = new() { Name = "x" } }, new Shapes { Trimmed = new() { Name = "x " } });
        AssertDiffer(new Shapes { Anything = 1 }, new Shapes { Anything = 1 });
        AssertDiffer(new Shapes { Anything = new object() }, new Shapes { Anything = new object() });
        AssertDiffer(new Shapes { Class = new() { Value = 1 } }, new Shapes { Class = new() { Value = 1 } });
        int[] list = [1];
        AssertSame(new Shapes { Listed = list }, new Shapes { Listed = list });
        AssertDiffer(new Shapes { Listed = [1] }, new Shapes { Listed = list });
        var bytes = new byte[] { 1, 2 };
        AssertSame(new Shapes { Memory = bytes }, new Shapes { Memory = bytes });
        AssertDiffer(new Shapes { Memory = bytes.AsMemory()[1..] }, new Shapes { Memory = bytes });
        Assert.False(VeiledStore.Table.AreIdentical(Veiled.Initial, Veiled.Initial with { Value = 0 }, KindFacts.AllSlices));
        Assert.False(VeiledStore.Table.AreIdentical(Veiled.Initial, Veiled.Initial, 1));
    }

    [Fact]
    public void Structs_tuples_and_large_numbers_are_seen_into()
    {
        AssertSame(new Shapes { Plainly = new() { A = 1, B = "b" } }, new Shapes { Plainly = new() { A = 1, B = "b" } });
        AssertDiffer(new Shapes { Plainly = new() { A = 1 } }, new Shapes { Plainly = new() { A = 2 } });
        AssertDiffer(new Shapes { Plainly = new() { B = "a" } }, new Shapes { Plainly = new() { B = "b" } });
        AssertSame(new Shapes { Pair = (1, "x") }, new Shapes { Pair = (1, "x") });
        AssertDiffer(new Shapes { Pair = (1, "x") }, new Shapes { Pair = (1, "y") });
        AssertSame(new Shapes { Big = 1 << 30 }, new Shapes { Big = 1 << 30 });
        AssertDiffer(new Shapes { Big = System.Numerics.BigInteger.Pow(2, 99) }, new Shapes { Big = System.Numerics.BigInteger.Pow(2, 98) });
    }

    [Fact]
    public void Values_inside_values_of_their_own_type_are_compared_by_reference()
    {
        Chain? x = null, y = null;
        for (var i = 0; i < 1_000_000; i++) (x, y) = (new Chain(i, x), new Chain(i, y));
        AssertDiffer(new Shapes { Chain = x }, new Shapes { Chain = y });
        AssertSame(new Shapes { Chain = new(1, x) }, new Shapes { Chain = new(1, x) });
        AssertDiffer(new Shapes { Chain = new(1, x) }, new Shapes { Chain = new(2, x) });
        AssertSame(new Shapes { Ping = new(1, new(2, null)) }, new Shapes { Ping = new(1, new(2, null)) });
        AssertDiffer(new Shapes { Ping = new(1, new(2, new(3, null))) }, new Shapes { Ping = new(1, new(2, new(3, null))) });
        AssertSame(new Shapes { Growing = new(1, null) }, new Shapes { Growing = new(1, null) });
        AssertDiffer(new Shapes { Growing = new(1, new([], null)) }, new Shapes { Growing = new(1, new([], null)) });
    }

    [Fact]
    public void Only_the_slices_asked_for_are_compared_and_combined()
    {
        var table = MillStore.Table;
        var x = Mill.Initial;
        foreach (var (change, slice) in new[] { (x with { Grain = 5 }, 0), (x with { Paint = Color.Green }, 1), (x with { Reversals = 2 }, 2), (x with { Sack = new(1, []) }, 3), (x with { Tax = -0.0 }, 4), (x with { Visitors = 1 }, 5) })
        {
            Assert.False(table.AreIdentical(x, change, KindFacts.AllSlices));
            Assert.False(table.AreIdentical(x, change, 1UL << slice));
            Assert.True(table.AreIdentical(x, change, ~(1UL << slice)));
            Assert.True(table.AreIdentical(change, table.Combine(x, change, 1UL << slice), KindFacts.AllSlices));
            Assert.True(table.AreIdentical(x, table.Combine(x, change, ~(1UL << slice)), KindFacts.AllSlices));
        }

        var other = x with { Grain = 6 };
        Assert.Same(other, table.Combine(x, other, KindFacts.AllSlices));
    }

    private static decimal Rescaled(decimal value) => value.Scale < 28 && Math.Abs(value) < 1_000_000_000 ? value * 1.0m : value + 1;

    private static ImmutableDictionary<string, int> Pairs(params string[] keys) => keys.ToImmutableDictionary(key => key, key => key.Length);

    private static bool AreIdentical(Exact x, Exact y) =>
        ExactStore.Table.AreIdentical(new ExactState(x, 1), new ExactState(y, 1), KindFacts.AllSlices);

    private static void AssertSame(Shapes x, Shapes y) => Assert.True(ShapesStore.Table.AreIdentical(x, y, KindFacts.AllSlices));

    private static void AssertDiffer(Shapes x, Shapes y)
    {
        Assert.False(ShapesStore.Table.AreIdentical(x, y, KindFacts.AllSlices));
        Assert.False(ShapesStore.Table.AreIdentical(y, x, KindFacts.AllSlices));
    }

    private sealed class Modulo : IEqualityComparer<int>
    {
        public bool Equals(int x, int y) => x % 2 == y % 2;

        public int GetHashCode(int obj) => obj % 2;
    }
}
