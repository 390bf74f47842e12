// silent: not readonly, but private and never assigned outside its initialiser
public sealed record Level(int Points);

public sealed record Won(int Points);

public static class LevelReducer
{
    private static int _bonus = 5;

    [Reducer]
    public static Level Apply(Level state, Won action) => new(state.Points + action.Points + _bonus);
}
