// SCUT2003: one rule behind the interface remembers its last verdict
public interface IRule
{
    bool Allows(int field);
}

public sealed class Inside : IRule
{
    public bool Allows(int field) => field is >= 0 and < 64;
}

public sealed class NotTwice : IRule
{
    private static int _last = -1;

    public bool Allows(int field)
    {
        var allowed = field != _last;
        _last = field;
        return allowed;
    }
}

public sealed record Draughts(int Field);

public sealed record Jumped(int Field);

public static class DraughtsReducer
{
    [Guard]
    public static bool Legal(Draughts state, Jumped action)
    {
        IRule inside = new Inside(), twice = new NotTwice();
        return Ask(inside, action.Field) && Ask(twice, action.Field); // here
    }

    [Reducer]
    public static Draughts Apply(Draughts state, Jumped action) => new(action.Field);

    private static bool Ask(IRule rule, int field) => rule.Allows(field);
}
