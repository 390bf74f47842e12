using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Scuttlegen.Runtime;
using Scuttlegen.Wire;

namespace Scuttlegen.Simulation;

/// <summary>
/// The board's replay table as the generator would write it; of an older version if it lacks a kind. Slices that a fold was not asked for are filled with rubbish, so
/// that reading one shows.
/// </summary>
internal sealed class BoardTable : ReplayTable<Board>
{
    public const string NotedReducer = "Board.Apply(Noted)";

    private static readonly ImmutableList<string> Rubbish = ["rubbish"];
    private static readonly BoardKind[] AllKinds = Enum.GetValues<BoardKind>();

    private readonly BoardKind[] _kinds;

    public BoardTable(BoardKind? without = null)
    {
        Without = without;
        _kinds = [.. AllKinds.Where(kind => kind != without)];
        Kinds = [.. _kinds.Select(kind => kind.ToString())];
        Facts = [.. _kinds.Select(FactsOf)];
    }

    /// <summary>What some kinds ask before they are let in, if anything.</summary>
    public Func<Update, History<Board>, bool>? Admitting { get; init; }

    public override ImmutableArray<KindHooks> Hooks => Admitting is null
        ? []
        : [.. _kinds.Select(static kind => kind is BoardKind.Added or BoardKind.Noted or BoardKind.Sold ? KindHooks.Admission : KindHooks.None)];

    public override ValueTask<bool> AdmitAsync(int kind, object action, Update update, History<Board> history, CancellationToken cancellationToken) =>
        new(Admitting!(update, history));

    /// <summary>The kind that this version does not know.</summary>
    public BoardKind? Without { get; }

    public override string StoreName => "Board";

    public override ImmutableArray<string> Kinds { get; }

    public override string Contract => $"board without {Without}";

    public override ImmutableArray<Guid> CodeVersions => [];

    public override Board InitialState => Board.Initial;

    public override ImmutableArray<KindFacts> Facts { get; }

    public int IndexOf(BoardKind kind) => Array.IndexOf(_kinds, kind);

    public override bool RoundTripsExactly(int kind) => kind % 2 == 0;

    public override int GetMaxSize(int kind, object action) => 32 + (3 * ((BoardAction)action).Text.Length);

    public override void Write(int kind, object action, ref CborWriter writer)
    {
        var (_, number, amount, text) = (BoardAction)action;
        writer.WriteArrayHeader(3);
        writer.WriteInt64(number);
        writer.WriteInt32(amount);
        writer.WriteString(text);
    }

    public override object Read(int kind, ref CborReader reader)
    {
        var members = reader.ReadArrayHeader();
        var action = new BoardAction(_kinds[kind], reader.ReadInt64(), reader.ReadInt32(), reader.ReadString());
        reader.SkipValues(members - 3);
        return action;
    }

    public override bool HasStateCodec => true;

    public override void WriteState(Board state, ref CborWriter writer)
    {
        writer.WriteArrayHeader(5);
        writer.WriteInt64(state.Value);
        writer.WriteArrayHeader(state.Notes.Count);
        foreach (var note in state.Notes) writer.WriteString(note);
        writer.WriteInt32(state.Stock);
        writer.WriteInt64(state.Tally);
        writer.WriteInt64(state.Summary);
    }

    public override Board Combine(Board kept, Board replayed, ulong slices) => new(
        Has(slices, Board.ValueSlice) ? replayed.Value : kept.Value,
        Has(slices, Board.NotesSlice) ? replayed.Notes : kept.Notes,
        Has(slices, Board.StockSlice) ? replayed.Stock : kept.Stock,
        Has(slices, Board.TallySlice) ? replayed.Tally : kept.Tally,
        Has(slices, Board.SummarySlice) ? replayed.Summary : kept.Summary);

    public override bool AreIdentical(Board x, Board y, ulong slices) =>
        (!Has(slices, Board.ValueSlice) || x.Value == y.Value)
        && (!Has(slices, Board.NotesSlice) || ReferenceEquals(x.Notes, y.Notes) || x.Notes.SequenceEqual(y.Notes, StringComparer.Ordinal))
        && (!Has(slices, Board.StockSlice) || x.Stock == y.Stock)
        && (!Has(slices, Board.TallySlice) || x.Tally == y.Tally)
        && (!Has(slices, Board.SummarySlice) || x.Summary == y.Summary);

    public override void Replay(ReadOnlySpan<LogEntry> entries, ref int position, ref Board state, ReplayContext context) =>
        Fold(entries, ref position, ref state, context, KindFacts.AllSlices);

    public override void ReplaySlices(ReadOnlySpan<LogEntry> entries, ref int position, ref Board state, ReplayContext context, ulong slices)
    {
        state = Combine(new Board(int.MaxValue, Rubbish, 1_000_000, -1, -1), state, slices);
        Fold(entries, ref position, ref state, context, slices);
    }

    private static KindFacts FactsOf(BoardKind kind) => kind switch
    {
        BoardKind.Audited => new(
            Board.ValueSlice | Board.NotesSlice | Board.StockSlice | Board.SummarySlice, Board.StockSlice | Board.SummarySlice),
        BoardKind.Counted => new(0, Board.TallySlice, Commutes: true),
        BoardKind.Noted => new(0, Board.NotesSlice),
        BoardKind.Sold => new(Board.StockSlice, Board.StockSlice | Board.ValueSlice),
        BoardKind.Split => new(0, Board.ValueSlice | Board.NotesSlice),
        BoardKind.Stocked => new(0, Board.StockSlice),
        _ => new(0, Board.ValueSlice),
    };

    private static bool Has(ulong slices, ulong slice) => (slices & slice) != 0;

    private void Fold(ReadOnlySpan<LogEntry> entries, ref int position, ref Board state, ReplayContext context, ulong slices)
    {
        for (; position < entries.Length; position++)
        {
            ref readonly var entry = ref entries[position];
            if (entry.Kind == LogEntry.NoKind || !Has(slices, Facts[entry.Kind].Writes)) continue;
            var action = Unsafe.As<BoardAction>(entry.Action!);
            switch (_kinds[entry.Kind])
            {
                case BoardKind.Added:
                    state = state with { Value = unchecked(state.Value + action.Amount) };
                    break;
                case BoardKind.Audited:
                    var stock = Has(slices, Board.StockSlice) ? Math.Min(state.Stock + 1, Board.MaxStock) : state.Stock;
                    if (Has(slices, Board.SummarySlice)) state = state with { Summary = Summarize(state, stock) };
                    state = state with { Stock = stock };
                    break;
                case BoardKind.Counted:
                    state = state with { Tally = state.Tally + action.Amount };
                    break;
                case BoardKind.Failed:
                    throw new InvalidOperationException("as asked");
                case BoardKind.Multiplied:
                    state = state with { Value = unchecked(state.Value * action.Amount) };
                    break;
                case BoardKind.Noted:
                    context.Enter(in entry, NotedReducer);
                    state = state with { Notes = Note(state.Notes, $"{action.Text}#{context.Next(1000)}") };
                    break;
                case BoardKind.Sold:
                    if (state.Stock < action.Amount) break;
                    var left = Has(slices, Board.StockSlice) ? state.Stock - action.Amount : state.Stock;
                    state = state with { Stock = left, Value = Has(slices, Board.ValueSlice) ? unchecked(state.Value + action.Amount) : state.Value };
                    break;
                case BoardKind.Split:
                    var half = Has(slices, Board.ValueSlice) ? Halve(state.Value) : state.Value;
                    state = state with { Value = half, Notes = Has(slices, Board.NotesSlice) ? Note(state.Notes, $"split {action.Number}") : state.Notes };
                    break;
                case BoardKind.Stocked:
                    state = state with { Stock = Math.Min(state.Stock + action.Amount, Board.MaxStock) };
                    break;
            }
        }
    }

    private static long Halve(long value) => value % 4 == 0 ? throw new InvalidOperationException("as drawn") : value / 2;

    private static long Summarize(Board state, int stock) => unchecked((((state.Summary * 31) + state.Value) * 31) + (state.Notes.Count * 7) + stock);

    private static ImmutableList<string> Note(ImmutableList<string> notes, string note) =>
        notes.Count < Board.MaxNotes ? notes.Add(note) : notes.RemoveAt(0).Add(note);
}
