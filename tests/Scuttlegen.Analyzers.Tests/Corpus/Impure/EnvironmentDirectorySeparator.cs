// SCUT1005: splitting by the platform's directory separator finds one part on the other platform
using System.Collections.Immutable;

public sealed record Crumbs(ImmutableArray<string> Parts);
public sealed record Navigated(string Path);

public static class CrumbReducers
{
    [Reducer]
    public static Crumbs Apply(Crumbs state, Navigated action) => new([.. action.Path.Split(Path.DirectorySeparatorChar)]); // here
}
