using CsCheck;
using Scuttlegen.Crdt;
using Xunit;

namespace Scuttlegen.Testing.Tests;

/// <summary>One line for types of every kind: by dots, by sources, by stamps, and with what was observed earlier.</summary>
public sealed class AuthorTests
{
    private static readonly Gen<int> Elements = Gen.Int[0, 4];

    [Fact]
    public void By_dots() => CrdtLaws.Check(mutations: Gen.OneOf(
        Mutator.Of(Elements, (ORSet<int> set, Author by, int element) => set.Add(element, by.NextDot())),
        Mutator.Of(Elements, (ORSet<int> set, Author by, int element) => set.Remove(by.Recall(set.Observe(element))))));

    [Fact]
    public void By_sources() => CrdtLaws.Check(Mutator.Of(Elements, (PNCounter counter, Author by, int n) => counter.Decrement(by.Source, (ulong)n)));

    [Fact]
    public void By_stamps() => CrdtLaws.Check(Mutator.Of(Elements, (LWWMap<int, string> map, Author by, int key) => map.Set(key, $"by {by.Number}", by.NextStamp())));

    [Fact]
    public void Dots_ascend_and_stamps_exceed_all_that_was_heard_of()
    {
        var author = new Author(1);
        author.Begin(skipped: 2, noise: 1);
        Assert.Equal([new Dot(author.Source, 3, 0), new Dot(author.Source, 3, 1)], [author.NextDot(), author.NextDot()]);
        author.Begin(skipped: 0, noise: 1);
        Assert.Equal(new Dot(author.Source, 4, 0), author.NextDot());
        author.Clock = 7;
        Assert.Equal([new Stamp(8, author.Source), new Stamp(9, author.Source)], [author.NextStamp(), author.NextStamp()]);
    }

    [Fact]
    public void An_observation_may_be_an_earlier_one()
    {
        var author = new Author(0);
        author.Begin(skipped: 0, noise: 0);
        Assert.Equal("first", author.Recall("first"));
        Assert.Equal("first", author.Recall("second"));
        author.Begin(skipped: 0, noise: 1);
        Assert.Equal("third", author.Recall("third"));
    }
}
