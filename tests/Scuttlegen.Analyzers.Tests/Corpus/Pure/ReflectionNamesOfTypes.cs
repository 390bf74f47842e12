// silent: names of types and members known at compile time
public sealed record Labelled<T>(string Kind);
public sealed record Relabelled(string Text);

public static class Labels
{
    public static string Of<T>() => typeof(T).Name;
    public static bool IsText<T>() => typeof(T) == typeof(string);
}

public static class LabelReducers
{
    [Reducer]
    public static Labelled<int> Apply(Labelled<int> state, Relabelled action) => new(Labels.Of<Relabelled>() + nameof(Relabelled.Text) + (Labels.IsText<string>() ? "text" : ""));
}
