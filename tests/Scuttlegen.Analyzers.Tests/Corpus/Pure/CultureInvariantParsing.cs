// silent: numbers, dates and GUIDs are parsed with the invariant culture, from strings and from spans
using System.Globalization;

public sealed record Parsed(int Number, double Value, DateTimeOffset At, Guid Id, bool Flag);
public sealed record Raw(string Number, string Value, string At, string Id, string Flag);

public static class ParsedReducers
{
    [Reducer]
    public static Parsed Apply(Parsed state, Raw action)
    {
        var number = int.Parse(action.Number.AsSpan(), NumberStyles.Integer, CultureInfo.InvariantCulture);
        if (!double.TryParse(action.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return state;
        if (!DateTimeOffset.TryParseExact(action.At, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) return state;
        return new Parsed(number, value, at, Guid.Parse(action.Id), bool.Parse(action.Flag));
    }
}
