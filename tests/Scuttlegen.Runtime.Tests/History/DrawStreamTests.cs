using System.Globalization;

namespace Scuttlegen.Tests.History;

/// <summary>The test vectors of docs/protocol.md, computed by an independent implementation. They may never change: peers of different versions would diverge.</summary>
public class DrawStreamTests
{
    private static readonly StoreId Store = StoreId.Create("counter", "");
    private static readonly Source Origin = new(new PeerId(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray()), 0x0102030405060708);

    private static DrawStream Stream(ulong sequence = 1, string reducer = "CounterReducer.Apply") => DrawStream.Create(Store, Origin, sequence, reducer);

    [Fact]
    public void The_store_id_of_the_vectors() => Assert.Equal(Vectors.StoreId, Store.ToString());

    [Fact]
    public void Raw_draws()
    {
        var stream = Stream();
        Assert.Equal(Vectors.Raw, Enumerable.Range(0, 4).Select(_ => stream.NextUInt64().ToString("x16", CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Bounded_draws()
    {
        var stream = Stream();
        Assert.Equal(Vectors.BelowHundred, Enumerable.Range(0, 8).Select(_ => (int)stream.NextBelow(100)));
    }

    [Fact]
    public void Guids()
    {
        var stream = Stream(sequence: 2);
        Assert.Equal(Vectors.Guids, new[] { stream.NextGuid().ToString(), stream.NextGuid().ToString() });
    }

    [Fact]
    public void Every_part_of_the_seed_counts()
    {
        ulong[] first =
        [
            Stream().NextUInt64(),
            Stream(sequence: 2).NextUInt64(),
            Stream(reducer: "CounterReducer.Apply2").NextUInt64(),
            DrawStream.Create(StoreId.Create("counter", "room"), Origin, 1, "CounterReducer.Apply").NextUInt64(),
            DrawStream.Create(Store, Origin with { Incarnation = 1 }, 1, "CounterReducer.Apply").NextUInt64(),
        ];
        Assert.Equal(first.Length, first.Distinct().Count());
    }

    [Fact]
    public void A_guid_is_version_4_of_variant_1()
    {
        var stream = Stream();
        for (var i = 0; i < 100; i++)
        {
            var text = stream.NextGuid().ToString();
            Assert.Equal('4', text[14]);
            Assert.Contains(text[19], "89ab");
        }
    }

    [Fact]
    public void Bounded_draws_are_even()
    {
        var stream = Stream();
        var counts = new int[10];
        for (var i = 0; i < 100_000; i++) counts[(int)stream.NextBelow(10)]++;
        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500));
    }

    private static class Vectors
    {
        public const string StoreId = "0dddd29cd0c230cac8d39bc9a0f87ef7";
        public static readonly string[] Raw = ["e27b50bdab855698", "306c7b48bf0293a8", "610f990e6a7dcecc", "6f6017b2f620efac"];
        public static readonly int[] BelowHundred = [88, 18, 37, 43, 18, 50, 59, 1];
        public static readonly string[] Guids = ["92511d55-cc22-4dd0-a73c-6aff1ed82913", "478d644b-1a5f-44a4-aaf9-aa1b37458cdf"];
    }
}
