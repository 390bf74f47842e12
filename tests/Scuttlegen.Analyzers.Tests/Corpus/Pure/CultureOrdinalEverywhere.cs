// silent: every comparison and search names an ordinal comparison, or takes characters
public sealed record Command(string Verb, string Argument);
public sealed record Said(string Text);

public static class CommandReducers
{
    [Reducer]
    public static Command Apply(Command state, Said action)
    {
        var text = action.Text;
        if (text.StartsWith("/me ", StringComparison.Ordinal)) return new("me", text[4..]);
        if (text.EndsWith("!", StringComparison.OrdinalIgnoreCase)) return new("shout", text.ToUpperInvariant());
        if (text.StartsWith('#') || text.EndsWith('.') || text.Contains("@all")) return new("note", text.Replace("@all", ""));
        var at = text.IndexOf(": ", StringComparison.Ordinal);
        if (at > 0 && string.Equals(text[..at], "dice", StringComparison.OrdinalIgnoreCase)) return new("dice", text.Substring(at + 2));
        if (string.CompareOrdinal(text, state.Argument) < 0 || string.Compare(text, "m", StringComparison.Ordinal) > 0) return new("order", text);
        return text.IndexOf('=') < 0 && text != state.Verb ? new("say", text.Trim()) : state;
    }
}
