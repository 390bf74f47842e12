using System.Collections.Immutable;
using Scuttlegen.Generators.Tests.Fixtures;
using Scuttlegen.Generators.Tests.Support;

namespace Scuttlegen.Generators.Tests.Codecs;

/// <summary>
/// Bytes of three releases of one action, worked out by hand from the protocol and frozen: logs hold such bytes, and every later version reads them. If one of these tests
/// fails, it is not the bytes that are to be corrected.
/// </summary>
public sealed class FrozenBytesTests
{
    private const string Version1 =
        "82" + "63746561" // [ "tea",
        + "82" + "63742d31" + "02"; // [ "t-1", 2 ] ]

    private const string Version2 =
        "83" + "63746561"
        + "83" + "63742d31" + "02" + "63686f74" // …, "hot" ]
        + "07"; // Priority

    private const string Version3 =
        "85" + "63746561"
        + "84" + "63742d31" + "02" + "63686f74" + "18fa" // …, 250 ]
        + "07"
        + "81" + "84" + "63742d32" + "01" + "f6" + "1896" // [ [ "t-2", 1, null, 150 ] ]
        + "05"; // Tip

    private static readonly Fixtures.Release3.Ordered Newest = new("tea", new("t-1", 2, "hot", 250), 7) { More = [new("t-2", 1)], Tip = 5 };

    [Fact]
    public void Each_version_writes_its_bytes()
    {
        Assert.Equal(Version1, Hex(new Fixtures.Release1.Ordered("tea", new("t-1", 2))));
        Assert.Equal(Version2, Hex(new Fixtures.Release2.Ordered("tea", new("t-1", 2, "hot"), 7)));
        Assert.Equal(Version3, Hex(Newest));
    }

    [Fact]
    public void The_newest_reads_them_all()
    {
        AssertSame(new("tea", new("t-1", 2, null, 150), 3) { More = [] }, Read<Fixtures.Release3.Ordered>(Version1));
        AssertSame(new("tea", new("t-1", 2, "hot", 150), 7) { More = [] }, Read<Fixtures.Release3.Ordered>(Version2));
        AssertSame(Newest, Read<Fixtures.Release3.Ordered>(Version3));
    }

    [Theory]
    [InlineData(Version1)]
    [InlineData(Version2)]
    [InlineData(Version3)]
    public void The_oldest_reads_them_all(string bytes) =>
        Assert.Equal(new Fixtures.Release1.Ordered("tea", new("t-1", 2)), Read<Fixtures.Release1.Ordered>(bytes));

    [Fact]
    public void The_one_between_reads_both_neighbours()
    {
        Assert.Equal(new Fixtures.Release2.Ordered("tea", new("t-1", 2), 3), Read<Fixtures.Release2.Ordered>(Version1));
        Assert.Equal(new Fixtures.Release2.Ordered("tea", new("t-1", 2, "hot"), 7), Read<Fixtures.Release2.Ordered>(Version3));
    }

    [Fact]
    public void What_a_later_version_appends_may_be_anything_well_formed()
    {
        // { 1: [h'00', { "a": -1.5 }] } and a nested member that no version here has, at both levels.
        const string Unknown = "a10182" + "4100" + "a16161f9be00";
        Assert.Equal(
            new Fixtures.Release1.Ordered("tea", new("t-1", 2)),
            Read<Fixtures.Release1.Ordered>("83" + "63746561" + "83" + "63742d31" + "02" + Unknown + Unknown));
    }

    private static string Hex<T>(T action)
        where T : IGossipAction<T> => Convert.ToHexStringLower(Codec.Write(action));

    private static T Read<T>(string bytes)
        where T : IGossipAction<T> => Codec.Read<T>(Convert.FromHexString(bytes));

    // ImmutableArray<T> compares by reference.
    private static void AssertSame(Fixtures.Release3.Ordered expected, Fixtures.Release3.Ordered actual)
    {
        Assert.Equal(expected.More.AsEnumerable(), actual.More.AsEnumerable());
        Assert.Equal(expected with { More = default }, actual with { More = default });
    }
}
