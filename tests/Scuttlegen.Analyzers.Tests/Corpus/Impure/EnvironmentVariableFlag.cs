// SCUT1005: a feature flag from an environment variable, behind an interface with a default member
public interface IFeatures
{
    bool DoublePoints => Environment.GetEnvironmentVariable("DOUBLE_POINTS") == "1";
}

public sealed class Features : IFeatures;

public sealed record Score(long Points);
public sealed record Goal(long Points);

public static class ScoreReducers
{
    [Reducer]
    public static Score Apply(Score state, Goal action)
    {
        IFeatures features = new Features();
        return new Score(state.Points + (features.DoublePoints ? 2 : 1) * action.Points); // here
    }
}
