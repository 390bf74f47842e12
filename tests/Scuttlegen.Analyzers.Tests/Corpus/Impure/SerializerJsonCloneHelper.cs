// SCUT1018: the deep clone by a JSON round trip
using System.Collections.Immutable;
using System.Text.Json;

public static class Cloning
{
    public static T Clone<T>(T value) => Parse<T>(JsonSerializer.Serialize(value));
    private static T Parse<T>(string json) => JsonSerializer.Deserialize<T>(json)!;
}

public sealed record Template(string Name, ImmutableArray<string> Fields);
public sealed record Templates(ImmutableList<Template> All);
public sealed record TemplateCopied(Template Source);

public static class TemplateReducers
{
    [Reducer]
    public static Templates Apply(Templates state, TemplateCopied action) => new(state.All.Add(Cloning.Clone(action.Source))); // here
}
