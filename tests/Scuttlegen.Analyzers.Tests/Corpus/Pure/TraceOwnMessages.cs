// silent: an exception's type and the program's own error codes are kept, never the framework's text
public sealed class RuleException(string rule) : Exception
{
    public string Rule { get; } = rule;
}

public static class Rules
{
    public static uint Check(uint value) => value > 10 ? throw new RuleException("too-large") : value;
}

public sealed record Gauge(uint Value, string Broken);
public sealed record Turned(uint To);

public static class GaugeReducers
{
    [Reducer]
    public static Gauge Apply(Gauge state, Turned action)
    {
        try
        {
            return new Gauge(Rules.Check(action.To), "");
        }
        catch (RuleException e)
        {
            return state with { Broken = e.Rule };
        }
    }
}
