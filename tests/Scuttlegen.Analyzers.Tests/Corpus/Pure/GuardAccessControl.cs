// silent: what access control is asked it answers from the state and the update
public interface IForOwners;

public sealed record Cleared : IForOwners;

public sealed record Notes(AccessControl Access, int Count);

public static class NotesReducer
{
    [Guard]
    public static bool IsByOwner(Notes state, IForOwners action, ReplayContext context) =>
        state.Access.IsOwner(context) && state.Access.RoleOf(context.Source.Peer) == AccessRole.Owner && !state.Access.IsAbove(context.Source.Peer, default);

    [Reducer]
    public static Notes Clear(Notes state, Cleared action) => state with { Count = 0 };
}
