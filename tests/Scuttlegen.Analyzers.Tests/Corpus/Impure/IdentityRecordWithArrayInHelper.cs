// SCUT1012: a generic Changed helper calls EqualityComparer.Default on a record that holds an ImmutableList
using System.Collections.Immutable;

public static class Changes
{
    public static bool Changed<T>(T before, T after) => !EqualityComparer<T>.Default.Equals(before, after);
}

public sealed record Options(string Name, ImmutableList<string> Values);
public sealed record Preferences(Options Options, uint Revision);
public sealed record OptionsSaved(Options Options);

public static class PreferenceReducers
{
    [Reducer]
    public static Preferences Apply(Preferences state, OptionsSaved action) =>
        Changes.Changed(state.Options, action.Options) ? new(action.Options, state.Revision + 1) : state; // here
}
