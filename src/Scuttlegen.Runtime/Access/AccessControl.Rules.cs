using System.ComponentModel;

namespace Scuttlegen;

/// <content>What the store calls: who may, and what becomes of it.</content>
public sealed partial class AccessControl
{
    /// <summary>Begins with the owner of the genesis.</summary>
    [Reducer]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static AccessControl Begin(AccessControl state, Genesis genesis)
    {
        ArgumentNullException.ThrowIfNull(genesis);
        return new(genesis.Owner, genesis.DefaultRole, NoGrants);
    }

    /// <summary>Judges every gossiped action of the store.</summary>
    [Guard]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static bool IsAllowed(AccessControl state, object action, ReplayContext context)
    {
        ArgumentNullException.ThrowIfNull(state);
        return action is IOpenAction || state.MayWrite(context);
    }

    /// <summary>Judges a grant.</summary>
    [Guard]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static bool MayGrant(AccessControl state, AccessGranted action, ReplayContext context)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(action);
        return action.Role is AccessRole.Reader or AccessRole.Writer or AccessRole.Owner && state.IsOwner(context) && !state.IsOwner(action.Peer);
    }

    /// <summary>Judges a revocation.</summary>
    [Guard]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static bool MayRevoke(AccessControl state, AccessRevoked action, ReplayContext context)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(context);
        var (author, peer) = (context.Source.Peer, action.Peer);

        // A role that nobody gave cannot be given up: strangers would fill the state.
        if (author == peer) return state.Grants.TryGetValue(peer, out var own) && own.Role != AccessRole.None;
        return state.IsOwner(peer) ? state.IsAbove(author, peer) : state.IsOwner(author);
    }

    /// <summary>Judges a transfer.</summary>
    [Guard]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static bool MayTransfer(AccessControl state, OwnershipTransferred action, ReplayContext context)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(action);
        return state.IsOwner(context) && !state.IsOwner(action.To) && action.To != default;
    }

    /// <summary>Gives a role.</summary>
    [Reducer]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static AccessControl Grant(AccessControl state, AccessGranted action, ReplayContext context)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(context);
        return new(state.RootOwner, state.DefaultRole, state.Grants.SetItem(action.Peer, new AccessGrant(action.Role, context.Source.Peer)));
    }

    /// <summary>Takes a role away.</summary>
    [Reducer]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static AccessControl Revoke(AccessControl state, AccessRevoked action, ReplayContext context)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(context);
        var (author, peer) = (context.Source.Peer, action.Peer);
        var left = state.IsOwner(peer) ? action.KeepGrants ? state.Inherit(peer, state.Grants[peer].By) : state.RevokeGrantsOf(peer, author) : state;
        return new(left.RootOwner, left.DefaultRole, left.Grants.SetItem(peer, new AccessGrant(AccessRole.None, author)));
    }

    /// <summary>Passes an owner's place on.</summary>
    [Reducer]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static AccessControl Transfer(AccessControl state, OwnershipTransferred action, ReplayContext context)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(context);
        var (author, to) = (context.Source.Peer, action.To);
        var grants = state.Inherit(author, to).Grants;
        var isRoot = author == state.RootOwner;
        grants = isRoot ? grants.Remove(to) : grants.SetItem(to, new AccessGrant(AccessRole.Owner, state.Grants[author].By));
        return new(isRoot ? to : state.RootOwner, state.DefaultRole, grants.SetItem(author, new AccessGrant(AccessRole.Writer, to)));
    }

    /// <summary>The roles that one gave are from now on given by another.</summary>
    private AccessControl Inherit(PeerId from, PeerId to)
    {
        var grants = Grants;
        foreach (var (peer, grant) in Grants)
        {
            if (grant.Role != AccessRole.None && grant.By == from) grants = grants.SetItem(peer, grant with { By = to });
        }

        return new(RootOwner, DefaultRole, grants);
    }

    /// <summary>Takes away the roles that an owner gave, and those that the owners among them gave.</summary>
    private AccessControl RevokeGrantsOf(PeerId owner, PeerId author)
    {
        var grants = Grants;
        foreach (var (peer, grant) in Grants)
        {
            if (grant.Role != AccessRole.None && (grant.By == owner || IsAbove(owner, grant.By))) grants = grants.SetItem(peer, new AccessGrant(AccessRole.None, author));
        }

        return new(RootOwner, DefaultRole, grants);
    }
}
