// SCUT1008: SequenceEqual of two sets depends on how each was built
using System.Collections.Immutable;

public sealed record Permissions(ImmutableHashSet<string> Granted, bool Complete);
public sealed record Granted(ImmutableHashSet<string> Required);

public static class PermissionReducers
{
    [Reducer]
    public static Permissions Apply(Permissions state, Granted action) => state with { Complete = state.Granted.SequenceEqual(action.Required) }; // here
}
