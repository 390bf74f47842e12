// silent: keys are sorted with the ordinal comparer before anyone looks at their order
using System.Collections.Immutable;
using System.Text;

public sealed record Form(ImmutableDictionary<string, string> Fields, string Encoded);
public sealed record FieldSet(string Name, string Value);

public static class FormReducers
{
    [Reducer]
    public static Form Apply(Form state, FieldSet action)
    {
        var fields = state.Fields.SetItem(action.Name, action.Value);
        var keys = fields.Keys.ToList();
        keys.Sort(StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var key in keys)
            text.Append(key).Append('=').Append(fields[key]).Append('&');
        return new Form(fields, text.ToString());
    }
}
