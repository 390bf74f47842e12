// SCUT1006: TryFormat without a provider writes the current culture's digits and separators
public sealed record Display(string Text);
public sealed record Shown(double Value);

public static class DisplayReducers
{
    [Reducer]
    public static Display Apply(Display state, Shown action)
    {
        Span<char> buffer = stackalloc char[32];
        return action.Value.TryFormat(buffer, out var written) ? new Display(new string(buffer[..written])) : state; // here
    }
}
