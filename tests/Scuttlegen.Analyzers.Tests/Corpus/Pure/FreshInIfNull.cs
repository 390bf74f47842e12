// silent: `??=` fills a local
public sealed record Name(string Text);

public sealed record Named(string? First, string? Last);

public static class NameReducer
{
    [Reducer]
    public static Name Apply(Name state, Named action)
    {
        var text = action.First;
        text ??= action.Last;
        text ??= "";
        return text.Length == 0 ? state : new Name(text);
    }
}
