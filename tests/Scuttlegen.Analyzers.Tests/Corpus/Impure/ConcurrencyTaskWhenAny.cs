// SCUT1011: the first of two tasks to finish wins
public static class Race
{
    public static string Winner(string left, string right)
    {
        var a = Task.Run(() => left);
        var b = Task.Run(() => right);
        return Task.WhenAny(a, b).Result.Result;
    }
}

public sealed record Duel(string Winner);
public sealed record Duelled(string Left, string Right);

public static class DuelReducers
{
    [Reducer]
    public static Duel Apply(Duel state, Duelled action) => new(Race.Winner(action.Left, action.Right)); // here
}
