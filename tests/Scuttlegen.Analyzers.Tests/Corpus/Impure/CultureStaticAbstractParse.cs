// SCUT1006: IParsable<T>.Parse with a null provider in a generic helper, called for double
public static class Parsing
{
    public static T Of<T>(string text) where T : IParsable<T> => T.Parse(text, null);
}

public sealed record Knob(double Value);
public sealed record KnobTyped(string Text);

public static class KnobReducers
{
    [Reducer]
    public static Knob Apply(Knob state, KnobTyped action) => new(Parsing.Of<double>(action.Text)); // here
}
