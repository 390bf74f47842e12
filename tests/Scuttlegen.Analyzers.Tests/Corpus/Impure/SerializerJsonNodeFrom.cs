// SCUT1018: JsonNode with reflection-based values through SerializeToNode
using System.Text.Json;

public sealed record Settings(string Name, bool Enabled);
public sealed record Merged(string Json);
public sealed record SettingsSent(Settings Settings);

public static class MergedReducers
{
    [Reducer]
    public static Merged Apply(Merged state, SettingsSent action)
    {
        var node = JsonSerializer.SerializeToNode(action.Settings); // here
        return node is null ? state : new Merged(node["Name"] is null ? "" : "named");
    }
}
