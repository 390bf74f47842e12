// SCUT1010: a hotness score by a logarithm, four members deep
public sealed record Story(uint Votes)
{
    public double Hotness => Ranking.Of(this);
}

public static class Ranking
{
    public static double Of(Story story) => Order(story.Votes);
    private static double Order(uint votes) => Log(Math.Max(votes, 1u));
    private static double Log(double value) => Math.Log10(value);
}

public sealed record FrontPage(double Hottest);
public sealed record Upvoted(Story Story);

public static class FrontPageReducers
{
    [Reducer]
    public static FrontPage Apply(FrontPage state, Upvoted action) => new(Math.Max(state.Hottest, action.Story.Hotness)); // here
}
