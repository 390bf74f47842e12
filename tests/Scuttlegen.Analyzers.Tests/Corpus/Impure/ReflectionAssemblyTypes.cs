// SCUT1014: plug-in types are discovered in the loaded assembly
public abstract class Plugin;
public sealed record Plugins(uint Count);
public sealed record PluginsCounted(string By);

public static class PluginReducers
{
    [Reducer]
    public static Plugins Apply(Plugins state, PluginsCounted action) => new((uint)typeof(Plugin).Assembly.GetTypes().Count(type => type.IsSubclassOf(typeof(Plugin)))); // here
}
