// SCUT1006: a StringWriter without a provider formats numbers with the current culture
public sealed record Output(string Text);
public sealed record Computed(double Value);

public static class Render
{
    public static string Number(double value)
    {
        var writer = new StringWriter();
        writer.Write(value);
        return writer.ToString();
    }
}

public static class OutputReducers
{
    [Reducer]
    public static Output Apply(Output state, Computed action) => new(Render.Number(action.Value)); // here
}
