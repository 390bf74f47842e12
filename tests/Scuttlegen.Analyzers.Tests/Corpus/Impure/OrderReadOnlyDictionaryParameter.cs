// SCUT1008: a helper that takes IReadOnlyDictionary renders it in enumeration order
using System.Collections.Immutable;
using System.Text;

public static class Rendering
{
    public static string Render(IReadOnlyDictionary<string, string> fields)
    {
        var text = new StringBuilder();
        foreach (var field in fields)
            text.Append(field.Key).Append('=').Append(field.Value).Append('&');
        return text.ToString();
    }
}

public sealed record Form(ImmutableDictionary<string, string> Fields, string Encoded);
public sealed record FieldSet(string Name, string Value);

public static class FormReducers
{
    [Reducer]
    public static Form Apply(Form state, FieldSet action)
    {
        var fields = state.Fields.SetItem(action.Name, action.Value);
        return new Form(fields, Rendering.Render(fields)); // here
    }
}
