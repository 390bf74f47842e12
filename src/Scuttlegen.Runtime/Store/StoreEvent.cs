using System.Collections.Immutable;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>Something that happened to a store and that its owner may want to know. Subscribe with <see cref="Store{TState}.SubscribeToEvents"/>.</summary>
public abstract record StoreEvent
{
    private protected StoreEvent()
    {
    }

    /// <summary>A sentence for a person.</summary>
    public abstract string Message { get; }

    /// <inheritdoc/>
    public sealed override string ToString() => Message;
}

/// <summary>A peer was heard for the first time, or again after it had left.</summary>
/// <param name="Peer">The peer.</param>
/// <param name="Name">The name it gives itself, if any.</param>
public sealed record PeerJoined(Source Peer, string? Name) : StoreEvent
{
    /// <inheritdoc/>
    public override string Message => $"Peer {Peer:S}{(Name is null ? "" : $" ({Name})")} joined.";
}

/// <summary>A peer said good-bye or was not heard for <see cref="GossipOptions.PeerTimeout"/>.</summary>
/// <param name="Peer">The peer.</param>
/// <param name="Name">The name it gives itself, if any.</param>
public sealed record PeerLeft(Source Peer, string? Name) : StoreEvent
{
    /// <inheritdoc/>
    public override string Message => $"Peer {Peer:S}{(Name is null ? "" : $" ({Name})")} left.";
}

/// <summary>The transport reached its medium.</summary>
public sealed record TransportConnected : StoreEvent
{
    /// <inheritdoc/>
    public override string Message => "The transport is connected.";
}

/// <summary>The transport cannot reach its medium; it keeps trying, and dispatching goes on.</summary>
/// <param name="Reason">What failed.</param>
public sealed record TransportDisconnected(string Reason) : StoreEvent
{
    /// <inheritdoc/>
    public override string Message => Reason;
}

/// <summary>The transport's largest frame is smaller than the largest batch: some updates cannot travel over it.</summary>
/// <param name="MaxFrameBytes">What the transport carries.</param>
public sealed record TransportTooNarrow(int MaxFrameBytes) : StoreEvent
{
    /// <inheritdoc/>
    public override string Message =>
        $"The transport carries frames of at most {MaxFrameBytes} bytes; gossip needs {WireLimits.MinFrameBytes} for a full batch. Raise the medium's limit (for NATS: max_payload).";
}

/// <summary>Frames were lost on the way to this peer; what they carried is asked for again.</summary>
/// <param name="Reason">Where they were lost.</param>
public sealed record FramesLost(string Reason) : StoreEvent
{
    /// <inheritdoc/>
    public override string Message => Reason;
}

/// <summary>Why a frame, or a batch in it, was refused.</summary>
public enum Refusal
{
    /// <summary>The frame is no canonical gossip message.</summary>
    Undecodable,

    /// <summary>The frame is of another major version of the protocol.</summary>
    UnknownVersion,

    /// <summary>The frame belongs to another store or room.</summary>
    ForeignStore,

    /// <summary>The frame, or a batch in it, exceeds the protocol's limit.</summary>
    TooLarge,

    /// <summary>The message is of a type that this version does not know and must not ignore.</summary>
    UnknownMessage,

    /// <summary>A batch breaks a rule of the log.</summary>
    BadBatch,

    /// <summary>A batch cannot be judged yet; it is asked for again.</summary>
    NotYet,

    /// <summary>A batch is not vouched for by its author's signature, and this store takes only such as are: whoever wrote it joined with <c>AllowUnsigned</c>, or somebody took the signature off.</summary>
    Unsigned,

    /// <summary>A signature is not that of whom it is said to be: somebody writes under another's name, or damaged what that one wrote.</summary>
    BadSignature,

    /// <summary>A batch is signed, and in this store, opened with <c>AllowUnsigned</c>, nothing is: it could not be told from a forged one.</summary>
    Signed,

    /// <summary>More was sent, asked for or written than one peer or source may (<see cref="Quotas"/>); batches are asked for again.</summary>
    OverQuota,

    /// <summary>A batch is of an author that is blocked here (<see cref="Store{TState}.Block(PeerId, string)"/>).</summary>
    Blocked,

    /// <summary>A fork proof is not signed as the store demands: it accuses a source of what that one may never have done.</summary>
    BadProof,
}

/// <summary>A frame, or a batch in it, was refused. It changed nothing, and what follows it is not affected.</summary>
/// <param name="Peer">Who sent it, as far as the frame says.</param>
/// <param name="Refusal">Why.</param>
/// <param name="Detail">What was wrong, and where.</param>
/// <param name="Occurrences">How often this peer was refused for this reason. Raised at 1, 2, 4, 8, … occurrences, so that a flood of frames is no flood of events.</param>
public sealed record FrameRefused(Source? Peer, Refusal Refusal, string Detail, long Occurrences) : StoreEvent
{
    /// <inheritdoc/>
    public override string Message =>
        $"A frame from {(Peer is { } peer ? $"peer {peer:S}" : "an unknown peer")} was refused ({Refusal}, {Occurrences} so far): {Detail}.";
}

/// <summary>An author was blocked here: nothing of it counts, is stored or relayed by this peer any more.</summary>
/// <param name="Author">Who.</param>
/// <param name="Reason">Why, as the application said.</param>
/// <param name="UpdatesRemoved">How many of its updates were removed from the history.</param>
public sealed record PeerBlocked(PeerId Author, string Reason, int UpdatesRemoved) : StoreEvent
{
    /// <inheritdoc/>
    public override string Message => $"The author {Author} is blocked: {Reason}. {UpdatesRemoved} of its updates were removed here.";
}

/// <summary>
/// A source wrote two branches of its feed: its storage was restored from a backup or copied. Once it is known where they part, the feed ends there on every peer
/// (<see cref="FeedFrozen"/>). Raised once per source.
/// </summary>
/// <param name="Source">The source.</param>
/// <param name="Peer">Who showed the other branch, or this peer itself.</param>
/// <param name="Detail">Where they part, as far as it is known.</param>
public sealed record ForkDetected(Source Source, Source Peer, string Detail) : StoreEvent
{
    /// <inheritdoc/>
    public override string Message => $"Source {Source:S} wrote two branches of its feed: {Detail} (seen from peer {Peer:S}).";
}

/// <summary>
/// A feed was frozen because two of its batches prove that it forked: what lies beyond <paramref name="Sequence"/> was removed from the history and counts on no peer; its author
/// writes it again under a new incarnation (<see cref="UpdatesReissued"/>). Raised again if an earlier fork of the feed comes to light.
/// </summary>
/// <param name="Source">The feed's source.</param>
/// <param name="Sequence">The last sequence that counts; 0 if none does.</param>
/// <param name="UpdatesRemoved">How many updates were removed here.</param>
public sealed record FeedFrozen(Source Source, ulong Sequence, int UpdatesRemoved) : StoreEvent
{
    /// <inheritdoc/>
    public override string Message =>
        $"The feed of source {Source:S} forked and ends at sequence {Sequence}; {UpdatesRemoved} updates beyond it were removed here and wait to be written again by their author.";
}

/// <summary>
/// Updates after <paramref name="Sequence"/> were removed here: they had been let in before what follows them, with the signature that vouches for all of it, and an admission holds that back. They are asked for again
/// with it; unless their author, restored from a backup without them, has signed others in their place.
/// </summary>
/// <param name="Source">The feed's source.</param>
/// <param name="Sequence">The last sequence before them.</param>
/// <param name="UpdatesRemoved">How many updates were removed here.</param>
public sealed record UpdatesWithdrawn(Source Source, ulong Sequence, int UpdatesRemoved) : StoreEvent
{
    /// <inheritdoc/>
    public override string Message =>
        $"{UpdatesRemoved} updates of source {Source:S} after sequence {Sequence} were removed here: the signature that vouches for them may not enter yet, or their author has signed others in their place.";
}

/// <summary>The stamp that an update had, and the one it has now.</summary>
/// <param name="Old">The stamp that <c>Dispatch</c> returned, or that of the update on a cut branch.</param>
/// <param name="New">The stamp under the new incarnation.</param>
public readonly record struct RestampedUpdate(Stamp Old, Stamp New);

/// <summary>
/// This peer goes on under a new incarnation, because somebody else wrote under its source: its storage was restored from a backup, or copied and opened
/// twice. What was durable stays in the old feed; what was not has moved to the new one, and <c>DispatchAsync</c> returns the new stamps.
/// </summary>
/// <param name="Old">The source that was left.</param>
/// <param name="New">The source under which this peer writes from now on.</param>
/// <param name="Reason">What showed that somebody else wrote.</param>
/// <param name="Moved">The updates that were not durable yet, in the order of dispatch: they changed their stamps.</param>
public sealed record IncarnationChanged(Source Old, Source New, string Reason, ImmutableArray<RestampedUpdate> Moved) : StoreEvent
{
    /// <inheritdoc/>
    public override string Message =>
        $"This peer goes on as {New:S} instead of {Old:S}, because {Reason}: its storage was restored from a backup, or is open in two copies. {Moved.Length} updates moved with it.";
}

/// <summary>
/// Updates of an earlier incarnation of this peer that a fork cut off were written again. Should another process of the same peer have done so too, only the
/// first of an update's re-issues counts.
/// </summary>
/// <param name="Source">The source of the feed that was cut.</param>
/// <param name="Updates">Which updates, on whichever branch, became which.</param>
public sealed record UpdatesReissued(Source Source, ImmutableArray<RestampedUpdate> Updates) : StoreEvent
{
    /// <inheritdoc/>
    public override string Message => $"{Updates.Length} updates that were cut off the feed of source {Source:S} were written again.";
}

/// <summary>
/// Two peers with equal updates and equal code have unequal states: a reducer, or the codec of a type of the state, is not deterministic. Nothing is repaired. Raised once per peer and
/// set of updates, on both peers.
/// </summary>
/// <param name="Peer">The other peer.</param>
/// <param name="StateHash">The first 8 bytes of the hash of this peer's state: see <see cref="Store{TState}.ComputeStateHash"/>.</param>
/// <param name="PeerStateHash">The first 8 bytes of the hash of the other peer's.</param>
public sealed record DivergenceDetected(Source Peer, ulong StateHash, ulong PeerStateHash) : StoreEvent
{
    /// <inheritdoc/>
    public override string Message =>
        $"Peer {Peer:S} holds the same updates and runs the same code, but the hash of its state begins with {PeerStateHash:x16}, here with {StateHash:x16}: a reducer is not deterministic. "
        + "Compare History.WithStates() of both peers to find the update after which their states differ, and mend its reducer.";
}

/// <summary>
/// The state has no canonical bytes as it stands, so this peer does not tell others what it comes to, and divergence goes unseen. Raised once; later states are tried again.
/// </summary>
/// <param name="Reason">Why: text with a lone surrogate, for one, or more nesting than the stack takes.</param>
public sealed record StateNotHashed(Exception Reason) : StoreEvent
{
    /// <inheritdoc/>
    public override string Message => $"The state cannot be hashed, so it is not compared with those of other peers: {Reason.Message}";
}

/// <summary>A reducer or a guard threw. The whole update is a no-op, on every peer alike.</summary>
/// <param name="Stamp">The update.</param>
/// <param name="Kind">The action's kind.</param>
/// <param name="Exception">What it threw.</param>
public sealed record ReducerThrew(Stamp Stamp, string Kind, Exception Exception) : StoreEvent
{
    /// <inheritdoc/>
    public override string Message =>
        $"A reducer or guard of '{Kind}' threw {Exception.GetType().Name} on update {Stamp:S}, which therefore changes nothing: {Exception.Message}";
}

/// <summary>
/// Late updates of a kind whose reducers promise to commute gave another state than a replay does (<see cref="StoreOptions.CheckCommuting"/>). The replayed state was taken, and the kind is treated as one
/// that does not commute until the store is closed. Peers that do not check have diverged, or will: remove the promise.
/// </summary>
/// <param name="Stamp">The first late update of the kind. Where several kinds were late at once, each is told of, and one of them may be innocent.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Reducers">The methods that reduce it.</param>
public sealed record CommutationBroken(Stamp Stamp, string Kind, string Reducers) : StoreEvent
{
    /// <inheritdoc/>
    public override string Message =>
        $"Update {Stamp:S} of '{Kind}', reduced by {Reducers}, does not commute with what comes after it, though [Reducer(Commutes = true)] says so; it was replayed. Remove the promise.";
}

/// <summary>
/// The history halted: memory or stack ran out in a reducer during a replay. That says nothing about the update, so it is not skipped; the state stays as it was
/// before, while updates go on being stored and relayed. Open the store again, with more memory or with a reducer that recurses less, to fold everything.
/// </summary>
/// <param name="Reason">What the reducer threw, or why the store was opened without replay.</param>
public sealed record HistoryHalted(Exception Reason) : StoreEvent
{
    /// <inheritdoc/>
    public override string Message => Explain(Reason);

    internal static string Explain(Exception reason) =>
        $"The history is halted, its state no longer follows the log: {reason.Message} Updates go on being stored and relayed; open the store again to fold them.";
}

/// <summary>An update's payload is no action of its kind, or a verifier refused it. It is kept, relayed, and a no-op on every peer.</summary>
/// <param name="Stamp">The update.</param>
/// <param name="Kind">The kind it claims.</param>
/// <param name="Detail">What was wrong, and where.</param>
/// <param name="Occurrences">How many updates of this source and kind were voided for that reason or by that verifier. Raised at 1, 2, 4, 8, … of them.</param>
public sealed record UpdateVoided(Stamp Stamp, string Kind, string Detail, long Occurrences) : StoreEvent
{
    /// <summary>The verifier that refused it, or threw; <see langword="null"/> if the payload is no action of the kind.</summary>
    public string? Verifier { get; init; }

    /// <inheritdoc/>
    public override string Message => Verifier is null
        ? $"Update {Stamp:S} is no '{Kind}' and therefore changes nothing ({Occurrences} so far): {Detail}"
        : $"Update {Stamp:S}, of kind '{Kind}', is void and changes nothing ({Occurrences} so far): {Detail}";
}

/// <summary>An admission threw, which counts as "not yet": its batch is not taken, and is asked for again.</summary>
/// <param name="Stamp">The update it was asked about.</param>
/// <param name="Kind">The action's kind.</param>
/// <param name="Exception">What it threw.</param>
/// <param name="Occurrences">How many admissions of this source and kind threw. Raised at 1, 2, 4, 8, … of them.</param>
public sealed record AdmissionThrew(Stamp Stamp, string Kind, Exception Exception, long Occurrences) : StoreEvent
{
    /// <inheritdoc/>
    public override string Message =>
        $"An admission of '{Kind}' threw {Exception.GetType().Name} on update {Stamp:S}, which is not taken yet ({Occurrences} so far): {Exception.Message}";
}

/// <summary>An update is of a kind that this store does not know. It is kept, relayed, and a no-op until an upgrade knows it. Raised once per kind.</summary>
/// <param name="Stamp">The first such update.</param>
/// <param name="Kind">The kind.</param>
public sealed record UnknownKind(Stamp Stamp, string Kind) : StoreEvent
{
    /// <inheritdoc/>
    public override string Message => $"Update {Stamp:S} is of the kind '{Kind}', which this version does not know: it changes nothing here.";
}

/// <summary>
/// Updates are encrypted with a key that this peer does not hold. They are kept, relayed, and no-ops until the key is added. A peer with the wrong key is told the same.
/// </summary>
/// <param name="Stamp">The first update of the batch.</param>
/// <param name="Key">The key that is missing.</param>
/// <param name="Occurrences">How many batches of this source and key could not be read. Raised at 1, 2, 4, 8, … of them.</param>
public sealed record UpdatesUndecryptable(Stamp Stamp, RoomKeyId Key, long Occurrences) : StoreEvent
{
    /// <inheritdoc/>
    public override string Message =>
        $"Updates from {Stamp:S} on are encrypted with the room key {Key}, which this peer does not hold: they are kept and passed on, and change nothing here until it is added ({Occurrences} batches so far).";
}

/// <summary>
/// A batch's body is not what its header and the room key that it names make of any updates: they are void, to every peer that holds the key. Only an author who breaks the rules writes such a batch.
/// </summary>
/// <param name="Stamp">The first update of the batch.</param>
/// <param name="Count">How many updates it says that it holds.</param>
/// <param name="Detail">What is wrong.</param>
/// <param name="Occurrences">How many batches of this source were void for that reason. Raised at 1, 2, 4, 8, … of them.</param>
public sealed record BodyVoided(Stamp Stamp, int Count, string Detail, long Occurrences) : StoreEvent
{
    /// <inheritdoc/>
    public override string Message => $"The {Count} updates from {Stamp:S} on are void and change nothing ({Occurrences} batches so far): {Detail}";
}

/// <summary>The store's own updates could not be made durable. They were rewound, and the store takes no more.</summary>
/// <param name="Stamps">The updates that were lost; <c>DispatchAsync</c> completed for none of them.</param>
/// <param name="Exception">What the storage threw.</param>
public sealed record AppendFailed(ImmutableArray<Stamp> Stamps, Exception Exception) : StoreEvent
{
    /// <inheritdoc/>
    public override string Message =>
        $"{Stamps.Length} updates could not be stored and were taken back; the store takes no more: {Exception.Message}";
}

/// <summary>A subscriber threw. The others were called all the same.</summary>
/// <param name="Exception">What it threw.</param>
public sealed record SubscriberThrew(Exception Exception) : StoreEvent
{
    /// <inheritdoc/>
    public override string Message => $"A subscriber threw {Exception.GetType().Name}: {Exception.Message}";
}

/// <summary>The store stopped for good: nothing more is reduced, stored or gossiped. <c>Dispatch</c> throws.</summary>
/// <param name="Exception">Why.</param>
public sealed record StoreFaulted(Exception Exception) : StoreEvent
{
    /// <inheritdoc/>
    public override string Message => $"The store stopped: {Exception.Message}";
}
