namespace Scuttlegen.Fuzz;

/// <summary>A short run of each target; CONTRIBUTING.md tells how to run a long one.</summary>
public sealed class FuzzTests
{
    [Theory]
    [InlineData("decoder", 40_000)]
    [InlineData("protocol", 10_000)]
    [InlineData("storage", 5_000)]
    [InlineData("sqlite", 150)]
    public void Nothing_crashes_hangs_or_grows(string target, int inputs)
    {
        var report = FuzzTarget.Create(target).Run(seed: 20261127, first: 0, inputs);
        Assert.True(report.Inputs >= inputs);
    }

    [Fact]
    public void Same_seed_makes_the_same_inputs()
    {
        var (one, other) = (FuzzTarget.Create("protocol").Run(7, 3, 1000), FuzzTarget.Create("protocol").Run(7, 3, 1000));
        Assert.Equal(Countable(one), Countable(other));

        static IEnumerable<KeyValuePair<string, long>> Countable(FuzzReport report) => report.Counts.Where(static count => !count.Key.Contains("bytes kept", StringComparison.Ordinal));
    }

    [Fact]
    public void Conversations_hold_frames_of_every_type() =>
        Assert.Equal<uint>([1, 2, 3, 5, 7, 8, 9, 10], Conversation.All.SelectMany(static conversation => conversation.Types).Distinct().Order());

    [Fact]
    public void Every_input_of_every_corpus_is_read_as_it_is() => Assert.All(Corpora.All, static corpus =>
    {
        Assert.NotEmpty(corpus.Inputs);
        Assert.All(corpus.Inputs, corpus.Read);
    });

    [Fact]
    public void Structure_is_kept_by_reading_and_writing_it() => Assert.All(
        Corpora.All.SelectMany(static corpus => corpus.Inputs),
        static input => Assert.Equal(input, CborNode.Read(input)?.ToBytes()));
}
