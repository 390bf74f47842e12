using System.Collections.Immutable;
using System.ComponentModel;
using Scuttlegen.Wire;

namespace Scuttlegen.Runtime;

/// <summary>
/// What the generator knows of one store: its kinds, their codecs, and the replay loop with a direct static call per reducer.
/// </summary>
/// <typeparam name="TState">The root state.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ReplayTable<TState>
{
    /// <summary>The store's name, which with the room decides which peers find each other.</summary>
    public abstract string StoreName { get; }

    /// <summary>The kinds that this store reduces, in ordinal order; an update's kind is an index into it.</summary>
    public abstract ImmutableArray<string> Kinds { get; }

    /// <summary>The kinds of local actions, which never leave this peer; their indices follow those of <see cref="Kinds"/> (R7).</summary>
    public virtual ImmutableArray<string> LocalKinds => [];

    /// <summary>The name of a kind, gossiped or local.</summary>
    public string NameOf(int kind) => kind < Kinds.Length ? Kinds[kind] : LocalKinds[kind - Kinds.Length];

    /// <summary>
    /// A canonical description of the wire contract, the replay table and the reducers' code. Two builds with equal contracts
    /// and equal <see cref="CodeVersions"/> compute equal states from equal updates.
    /// </summary>
    public abstract string Contract { get; }

    /// <summary>The module versions of the assemblies that declare the store's reducers, actions and states.</summary>
    public abstract ImmutableArray<Guid> CodeVersions { get; }

    /// <summary>The state before the genesis and the first update.</summary>
    public abstract TState InitialState { get; }

    /// <summary>Whether a reducer takes the <see cref="Genesis"/>, so that the store cannot be opened without one.</summary>
    public virtual bool TakesGenesis => false;

    /// <summary>Reduces the genesis, which comes before every update. Only called if <see cref="TakesGenesis"/>.</summary>
    public virtual TState ReduceGenesis(TState state, Genesis genesis) => state;

    /// <summary>
    /// Whether <see cref="Read"/> after <see cref="Write"/> gives back an action that no reducer can tell from the one written, and that
    /// nobody else can mutate. If not, the origin reduces the decoded copy, as every receiver does.
    /// </summary>
    public abstract bool RoundTripsExactly(int kind);

    /// <summary>An upper bound, in bytes, of what <see cref="Write"/> writes.</summary>
    public abstract int GetMaxSize(int kind, object action);

    /// <summary>Writes an action's canonical bytes.</summary>
    /// <exception cref="WireFormatException">A string of the action holds a lone surrogate.</exception>
    public abstract void Write(int kind, object action, ref CborWriter writer);

    /// <summary>Reads an action from its canonical bytes.</summary>
    /// <exception cref="WireFormatException">The bytes are not the canonical form of an action of this kind.</exception>
    public abstract object Read(int kind, ref CborReader reader);

    /// <summary>What reducing each of <see cref="Kinds"/>, then of <see cref="LocalKinds"/>, depends on and changes.</summary>
    public abstract ImmutableArray<KindFacts> Facts { get; }

    /// <summary>The names of the methods that reduce a kind, for a person.</summary>
    public virtual string ReducersOf(int kind) => NameOf(kind);

    /// <summary>What hangs on each of <see cref="Kinds"/>; empty if nothing does.</summary>
    public virtual ImmutableArray<KindHooks> Hooks => [];

    /// <summary>Whether the kind's verifiers let an update stand.</summary>
    /// <param name="kind">A kind with <see cref="KindHooks.Verifier"/>.</param>
    /// <param name="action">The action.</param>
    /// <param name="update">The update.</param>
    /// <param name="prefix">What its feed holds before it; empty unless the store has a kind with <see cref="KindHooks.FeedPrefix"/>.</param>
    /// <param name="verifier">The name of the verifier that was asked last: that refused, or threw.</param>
    public virtual bool Verify(int kind, object action, Update update, FeedPrefix prefix, ref string verifier) => true;

    /// <summary>Signs an action of a kind with <see cref="KindHooks.Signer"/>.</summary>
    public virtual object Sign(int kind, object action, SignerContext context) => action;

    /// <summary>Signs an action of a kind with <see cref="KindHooks.AsyncSigner"/>.</summary>
    public virtual ValueTask<object> SignAsync(int kind, object action, SignerContext context, CancellationToken cancellationToken) => new(action);

    /// <summary>Asks the admissions of a kind with <see cref="KindHooks.Admission"/>.</summary>
    public virtual ValueTask<bool> AdmitAsync(int kind, object action, Update update, History<TState> history, CancellationToken cancellationToken) => new(true);

    /// <summary>
    /// Folds <paramref name="entries"/> from <paramref name="position"/> on into <paramref name="state"/>: slices first, each seeing the state before the
    /// update, then the root. An update that a guard refuses changes nothing, as do entries of <see cref="LogEntry.NoKind"/>.
    /// </summary>
    /// <param name="entries">Updates in stamp order.</param>
    /// <param name="position">The first entry to fold. On return, or when a guard or a reducer throws, the entry not yet folded.</param>
    /// <param name="state">The state before that entry, then the state after all entries; when a reducer throws, the state before the entry that threw.</param>
    /// <param name="context">Handed to the reducers that ask for it, after <see cref="ReplayContext.Enter"/>.</param>
    public abstract void Replay(ReadOnlySpan<LogEntry> entries, ref int position, ref TState state, ReplayContext context);

    /// <summary>
    /// As <see cref="Replay"/>, but only what <paramref name="slices"/> needs: reducers of other slices may be skipped, and the state's other slices may be anything
    /// before and after.
    /// </summary>
    /// <param name="entries">Updates in stamp order.</param>
    /// <param name="position">As in <see cref="Replay"/>.</param>
    /// <param name="state">As in <see cref="Replay"/>, as far as <paramref name="slices"/> go.</param>
    /// <param name="context">As in <see cref="Replay"/>.</param>
    /// <param name="slices">The slices to fold; whatever guards and root-level reducers of kinds that write them read is among them.</param>
    public virtual void ReplaySlices(
        ReadOnlySpan<LogEntry> entries, ref int position, ref TState state, ReplayContext context, ulong slices) => Replay(entries, ref position, ref state, context);

    /// <summary>The state <paramref name="kept"/>, its <paramref name="slices"/> taken from <paramref name="replayed"/>.</summary>
    public abstract TState Combine(TState kept, TState replayed, ulong slices);

    /// <summary>
    /// Whether no reducer could tell the <paramref name="slices"/> of two states apart: bitwise structural equality, reference first (R3). May say no of equal ones, never yes of
    /// different ones.
    /// </summary>
    public abstract bool AreIdentical(TState x, TState y, ulong slices);

    /// <summary>Whether states have canonical bytes, so that peers can compare them: see <see cref="WriteState"/>.</summary>
    public virtual bool HasStateCodec => false;

    /// <summary>
    /// Writes a state's canonical bytes, its local slices left out (R7): equal states have equal bytes, whatever way led to them. Only called if <see cref="HasStateCodec"/>. States have no
    /// bound, so the writer given has none.
    /// </summary>
    /// <exception cref="WireFormatException">A string of the state holds a lone surrogate.</exception>
    /// <exception cref="InsufficientExecutionStackException">The state is nested too deep.</exception>
    public virtual void WriteState(TState state, ref CborWriter writer) => throw new NotSupportedException("The state has no canonical form.");

    /// <summary>Reads a state from its canonical bytes; its local slices are those of <see cref="InitialState"/>. Only called if <see cref="HasStateCodec"/>.</summary>
    /// <exception cref="WireFormatException">The bytes are not the canonical form of a state.</exception>
    public virtual TState ReadState(ref CborReader reader) => throw new NotSupportedException("The state has no canonical form.");
}
