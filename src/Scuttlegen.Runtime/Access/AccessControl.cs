using System.Collections.Immutable;

namespace Scuttlegen;

/// <summary>
/// A slice that says who may write. A root state with a property of this type has it judge every gossiped action: an update counts if its author is a writer or an owner <em>where the update stands in the
/// order</em>, and else changes nothing, on any peer. Roles are given and taken by the actions <see cref="AccessGranted"/>, <see cref="AccessRevoked"/> and <see cref="OwnershipTransferred"/>, which the store's
/// <c>Dispatch</c> takes. What is to be open to all is marked <see cref="IOpenAction"/>.
/// </summary>
/// <remarks>
/// <para>
/// The first owner is that of the store's <see cref="Genesis"/>, which every peer opens it with. Owners form a tree: each answers to the one that made it an owner, and only those above an owner can revoke it. So
/// two owners can never revoke each other, and whatever is revoked together with what it granted (<see cref="AccessRevoked.KeepGrants"/>) is gone, whenever that was written.
/// </para>
/// <para>
/// All peers judge alike, since roles are state: a late revocation makes no-ops of the updates that stand after it, an update from before it that arrives after it counts. So whoever is revoked can still write
/// into the stretch of the order in which it had the role: it makes a new <see cref="Source.Incarnation"/>, and gives its updates old logical times. Nothing in the log tells these from honest updates that
/// were offline. What it had before it cannot exceed: a writer writes, and grants nothing. See <c>docs/access-control.md</c> for what an owner can do about it.
/// </para>
/// <para>
/// Roles are of <see cref="PeerId"/>s. They rest on signatures: in a store that takes unsigned updates anybody can write as the owner.
/// </para>
/// <para>Immutable, compared by value. Asking for a role takes O(log n) of n peers with roles; revoking an owner O(n) for each owner that goes with it.</para>
/// </remarks>
public sealed partial class AccessControl : IEquatable<AccessControl>
{
    private static readonly ImmutableSortedDictionary<PeerId, AccessGrant> NoGrants = ImmutableSortedDictionary<PeerId, AccessGrant>.Empty;

    private AccessControl(PeerId? rootOwner, AccessRole defaultRole, ImmutableSortedDictionary<PeerId, AccessGrant> grants)
    {
        RootOwner = rootOwner;
        DefaultRole = defaultRole;
        Grants = grants;
    }

    /// <summary>Before the genesis: nobody may do anything, and nobody can be given a role.</summary>
    public static AccessControl Initial { get; } = new(null, AccessRole.None, NoGrants);

    /// <summary>The owner above all others: that of the genesis, or whom it passed that on to. <see langword="null"/> before the genesis.</summary>
    public PeerId? RootOwner { get; }

    /// <summary>The role of everybody who was given none: <see cref="Genesis.DefaultRole"/>.</summary>
    public AccessRole DefaultRole { get; }

    /// <summary>The peers that were given a role, or had it taken away, in the order of their ids; the root owner is not among them.</summary>
    public ImmutableSortedDictionary<PeerId, AccessGrant> Grants { get; }

    /// <summary>The role of <paramref name="peer"/>.</summary>
    public AccessRole RoleOf(PeerId peer) =>
        peer == RootOwner ? AccessRole.Owner
        : Grants.TryGetValue(peer, out var grant) ? grant.Role
        : DefaultRole;

    /// <summary>The role of the update's author.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    public AccessRole RoleOf(ReplayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return RoleOf(context.Source.Peer);
    }

    /// <summary>Whether updates of <paramref name="peer"/> count: ask before dispatching, for what does not count is logged all the same.</summary>
    public bool MayWrite(PeerId peer) => RoleOf(peer) >= AccessRole.Writer;

    /// <summary>Whether updates of the update's author count: for guards of actions marked <see cref="IOpenAction"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    public bool MayWrite(ReplayContext context) => RoleOf(context) >= AccessRole.Writer;

    /// <summary>Whether <paramref name="peer"/> is an owner.</summary>
    public bool IsOwner(PeerId peer) => RoleOf(peer) == AccessRole.Owner;

    /// <summary>Whether the update's author is an owner: for guards of actions that only owners may do.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is <see langword="null"/>.</exception>
    public bool IsOwner(ReplayContext context) => RoleOf(context) == AccessRole.Owner;

    /// <summary>Whether both are owners, and <paramref name="junior"/> became one by <paramref name="senior"/>, or by an owner below it. No owner is above itself.</summary>
    public bool IsAbove(PeerId senior, PeerId junior)
    {
        // Ends at the root: an owner was none when it was made one, so it cannot stand above those above it.
        while (junior != RootOwner && Grants.TryGetValue(junior, out var grant) && grant.Role == AccessRole.Owner)
        {
            if (grant.By == senior) return true;
            junior = grant.By;
        }

        return false;
    }

    /// <summary>Whether both have the same owners, writers and readers, given by the same.</summary>
    public bool Equals(AccessControl? other) =>
        ReferenceEquals(this, other)
        || (other is not null && RootOwner == other.RootOwner && DefaultRole == other.DefaultRole && Grants.Count == other.Grants.Count && Grants.SequenceEqual(other.Grants));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AccessControl);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(RootOwner, DefaultRole, Grants.Count);

    /// <summary>For people: the root owner, and how many peers have a role of their own.</summary>
    public override string ToString() =>
        RootOwner is { } owner ? $"owner {owner.ToString("S", null)}, others {DefaultRole}, {Grants.Count} with a role of their own" : "before the genesis";
}

/// <summary>A role that a peer has of its own.</summary>
/// <param name="Role">The role; <see cref="AccessRole.None"/> if it was taken away.</param>
/// <param name="By">Who gave or took it last; of an owner, the owner it answers to.</param>
public readonly record struct AccessGrant(AccessRole Role, PeerId By);
