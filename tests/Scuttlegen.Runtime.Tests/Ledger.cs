using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Scuttlegen.Runtime;
using Scuttlegen.Wire;

namespace Scuttlegen.Tests;

internal sealed record Added(long Amount);

internal sealed record Multiplied(long Factor);

internal sealed record Noted(string Text);

internal sealed record Failed;

/// <summary>Order matters to it, so that replicas which disagree on the order disagree on the state.</summary>
internal sealed record Ledger(long Value, ImmutableList<string> Notes)
{
    public static Ledger Initial { get; } = new(1, []);

    public bool SameAs(Ledger other) => Value == other.Value && Notes.SequenceEqual(other.Notes);
}

/// <summary>A replay table as the generator writes them, written by hand, so that the runtime is tested on its own.</summary>
internal sealed class LedgerTable : ReplayTable<Ledger>
{
    public const int AddedKind = 0;
    public const int FailedKind = 1;
    public const int MultipliedKind = 2;
    public const int NotedKind = 3;

    /// <summary>Called before each action is folded, so that tests can count, or reach into, the replay.</summary>
    public Action<object>? Folding { get; init; }

    /// <summary>The admission of <see cref="Added"/>, if a test wants one.</summary>
    public Func<Update, History<Ledger>, CancellationToken, ValueTask<bool>>? Admitting { get; init; }

    /// <summary>The verifier of <see cref="Added"/>, if a test wants one.</summary>
    public Func<Update, FeedPrefix, bool>? Verifying { get; init; }

    /// <summary>The signer of <see cref="Added"/>, if a test wants one.</summary>
    public Func<Added, SignerContext, CancellationToken, ValueTask<object>>? Signing { get; init; }

    /// <summary>Called before each action is encoded.</summary>
    public Action<object>? Writing { get; init; }

    public bool HashesStates { get; init; }

    public override string StoreName => "Ledger";

    public override ImmutableArray<KindHooks> Hooks => HooksOfAdded == KindHooks.None ? [] : [HooksOfAdded, KindHooks.None, KindHooks.None, KindHooks.None];

    private KindHooks HooksOfAdded =>
        (Admitting is null ? KindHooks.None : KindHooks.Admission)
        | (Verifying is null ? KindHooks.None : KindHooks.Verifier | KindHooks.FeedPrefix)
        | (Signing is null ? KindHooks.None : KindHooks.AsyncSigner);

    public override bool Verify(int kind, object action, Update update, FeedPrefix prefix, ref string verifier) => Verifying!(update, prefix);

    public override ValueTask<object> SignAsync(int kind, object action, SignerContext context, CancellationToken cancellationToken) =>
        Signing!((Added)action, context, cancellationToken);

    public override bool HasStateCodec => HashesStates;

    public override void WriteState(Ledger state, ref CborWriter writer)
    {
        writer.WriteArrayHeader(1 + state.Notes.Count);
        writer.WriteInt64(state.Value);
        foreach (var note in state.Notes) writer.WriteString(note);
    }

    public override ValueTask<bool> AdmitAsync(int kind, object action, Update update, History<Ledger> history, CancellationToken cancellationToken) =>
        Admitting!(update, history, cancellationToken);

    public override ImmutableArray<string> Kinds { get; } = ["Added", "Failed", "Multiplied", "Noted"];

    public override string Contract => "ledger 1";

    public override ImmutableArray<Guid> CodeVersions => [typeof(LedgerTable).Module.ModuleVersionId];

    public override Ledger InitialState => Ledger.Initial;

    public override bool RoundTripsExactly(int kind) => true;

    public override int GetMaxSize(int kind, object action) => action is Noted noted ? 16 + (3 * noted.Text.Length) : 16;

    public override void Write(int kind, object action, ref CborWriter writer)
    {
        Writing?.Invoke(action);
        if (action is Failed)
        {
            writer.WriteArrayHeader(0);
            return;
        }

        writer.WriteArrayHeader(1);
        switch (action)
        {
            case Added added: writer.WriteInt64(added.Amount); break;
            case Multiplied multiplied: writer.WriteInt64(multiplied.Factor); break;
            case Noted noted: writer.WriteString(noted.Text); break;
            default: throw new InvalidOperationException(action.ToString());
        }
    }

    public override object Read(int kind, ref CborReader reader)
    {
        var members = reader.ReadArrayHeader();
        object action = kind switch
        {
            AddedKind => new Added(reader.ReadInt64()),
            MultipliedKind => new Multiplied(reader.ReadInt64()),
            NotedKind => new Noted(reader.ReadString()),
            _ => new Failed(),
        };
        reader.SkipValues(members - (kind == FailedKind ? 0 : 1));
        return action;
    }

    public override ImmutableArray<KindFacts> Facts { get; } =
        [new(0, 0b01), new(0, 0b01), new(0, 0b01), new(0, 0b10)];

    public override Ledger Combine(Ledger kept, Ledger replayed, ulong slices) => kept with
    {
        Value = (slices & 0b01) != 0 ? replayed.Value : kept.Value,
        Notes = (slices & 0b10) != 0 ? replayed.Notes : kept.Notes,
    };

    public override bool AreIdentical(Ledger x, Ledger y, ulong slices) =>
        ((slices & 0b01) == 0 || x.Value == y.Value) && ((slices & 0b10) == 0 || ReferenceEquals(x.Notes, y.Notes));

    public override void Replay(ReadOnlySpan<LogEntry> entries, ref int position, ref Ledger state, ReplayContext context)
    {
        for (; position < entries.Length; position++)
        {
            ref readonly var entry = ref entries[position];
            if (entry.Action is not null) Folding?.Invoke(entry.Action);
            switch (entry.Kind)
            {
                case AddedKind:
                    state = state with { Value = unchecked(state.Value + Unsafe.As<Added>(entry.Action!).Amount) };
                    break;
                case FailedKind:
                    throw new InvalidOperationException("as asked");
                case MultipliedKind:
                    state = state with { Value = unchecked(state.Value * Unsafe.As<Multiplied>(entry.Action!).Factor) };
                    break;
                case NotedKind:
                    context.Enter(in entry, "Ledger.Apply(Noted)");
                    state = state with { Notes = state.Notes.Add($"{Unsafe.As<Noted>(entry.Action!).Text}#{context.Next(1000)}") };
                    break;
            }
        }
    }
}

/// <summary>A store as the generator writes them.</summary>
internal sealed class LedgerStore : Store<Ledger>
{
    private LedgerStore(OpenStore<Ledger> open)
        : base(open)
    {
    }

    public static async ValueTask<LedgerStore> OpenAsync(Func<StoreOptions, StoreOptions>? configure = null, ReplayTable<Ledger>? table = null) =>
        new(await OpenStore<Ledger>.OpenAsync(table ?? new LedgerTable(), configure, TestContext.Current.CancellationToken));

    public Stamp Dispatch(Added action) => DispatchCore(LedgerTable.AddedKind, action);

    public Stamp Dispatch(Multiplied action) => DispatchCore(LedgerTable.MultipliedKind, action);

    public Stamp Dispatch(Noted action) => DispatchCore(LedgerTable.NotedKind, action);

    public Stamp Dispatch(Failed action) => DispatchCore(LedgerTable.FailedKind, action);

    public Stamp Dispatch(Func<Ledger, Added> prepare) => DispatchCore(LedgerTable.AddedKind, prepare);

    public ValueTask<Stamp> DispatchSignedAsync(Added action, CancellationToken cancellationToken = default) =>
        DispatchSignedCoreAsync(LedgerTable.AddedKind, action, cancellationToken);

    public ValueTask<Stamp> DispatchAsync(Added action, CancellationToken cancellationToken = default) =>
        DispatchCoreAsync(LedgerTable.AddedKind, action, cancellationToken);
}
