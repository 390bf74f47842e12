// silent: an enum's text, parse and test are about names in the source
public enum Phase { Lobby, Playing, Over }

public sealed record Game(Phase Phase, string Shown);
public sealed record PhaseSet(string Name);

public static class GameReducers
{
    [Reducer]
    public static Game Apply(Game state, PhaseSet action) =>
        Enum.TryParse<Phase>(action.Name, out var phase) && Enum.IsDefined(phase) ? new(phase, phase.ToString()) : state;
}
