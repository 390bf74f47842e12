// silent: string.Create fills a string that nobody has seen yet
public sealed record Mask(string Text);

public sealed record Masked(int Keep);

public static class MaskReducer
{
    [Reducer]
    public static Mask Apply(Mask state, Masked action) => new(string.Create(state.Text.Length, (state.Text, action.Keep), static (span, given) =>
    {
        given.Text.CopyTo(span);
        for (var i = given.Keep; i < span.Length; i++)
            span[i] = '*';
    }));
}
