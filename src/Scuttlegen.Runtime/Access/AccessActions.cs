namespace Scuttlegen;

/// <summary>
/// Marks an action that <see cref="AccessControl"/> does not judge: everybody's updates of it count, a stranger's too, unless a guard of your own says otherwise. For a request to join, for example.
/// </summary>
public interface IOpenAction;

/// <summary>
/// An owner gives a peer a role, in place of the one that it had. Counts if its author is an owner there, and <paramref name="Peer"/> is none: an owner keeps its role until it is revoked.
/// </summary>
/// <param name="Peer">Who is given the role: <see cref="Source.Peer"/> of <see cref="Store{TState}.Source"/> over there.</param>
/// <param name="Role"><see cref="AccessRole.Reader"/>, <see cref="AccessRole.Writer"/> or <see cref="AccessRole.Owner"/>; an update with another changes nothing.</param>
[GossipAction("access.granted")]
public sealed partial record AccessGranted(PeerId Peer, AccessRole Role) : IOpenAction;

/// <summary>
/// Takes a peer's role away: it has <see cref="AccessRole.None"/>, also where everybody else has a role without asking. Counts if its author is an owner there, and, where <paramref name="Peer"/> is an owner
/// too, one above it (<see cref="AccessControl.IsAbove"/>). A peer may also give up a role that it was granted. The root owner keeps its role until it passes it on (<see cref="OwnershipTransferred"/>).
/// </summary>
/// <param name="Peer">Whose role is taken away.</param>
/// <param name="KeepGrants">
/// What becomes of the roles that an owner gave: <see langword="false"/>, the default, takes them away with its own, and those that the owners among them gave, so that nothing it wrote under an old time stands;
/// <see langword="true"/> leaves them, as if given by the owner that made it one. For a peer that is no owner it says nothing.
/// </param>
[GossipAction("access.revoked")]
public sealed partial record AccessRevoked(PeerId Peer, bool KeepGrants = false) : IOpenAction;

/// <summary>
/// An owner hands its place to another peer, for a new device or a new key: <paramref name="To"/> becomes an owner where the author was one, and answers for the roles that it gave; the author becomes a writer.
/// Counts if its author is an owner there, and <paramref name="To"/> is none.
/// </summary>
/// <param name="To">Who becomes an owner.</param>
[GossipAction("access.transferred")]
public sealed partial record OwnershipTransferred(PeerId To) : IOpenAction;
