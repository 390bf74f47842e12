using System.Collections.Immutable;
using System.Globalization;

namespace Scuttlegen.Simulation;

/// <summary>The kinds of the simulated store, in the ordinal order of their names.</summary>
internal enum BoardKind
{
    /// <summary>Adds to the value.</summary>
    Added,

    /// <summary>Counts itself into the stock, then sums up the value, the notes and the new stock at the root.</summary>
    Audited,

    /// <summary>Adds to the tally, which nothing else touches: it commutes.</summary>
    Counted,

    /// <summary>Throws, always.</summary>
    Failed,

    /// <summary>Multiplies the value; by 0 at times, so that what came before no longer matters.</summary>
    Multiplied,

    /// <summary>Writes its text and a draw to the notes, of which only the last few stay.</summary>
    Noted,

    /// <summary>Takes from the stock and adds to the value, guarded: not if the stock is too small.</summary>
    Sold,

    /// <summary>Halves the value and notes it; throws on some values, so that neither happens.</summary>
    Split,

    /// <summary>Adds to the stock, which has a limit.</summary>
    Stocked,
}

/// <summary>What is dispatched. The number makes each action another one.</summary>
internal sealed record BoardAction(BoardKind Kind, long Number, int Amount, string Text);

/// <summary>
/// A state of several slices that every rule of the history shows in: order matters to most of them, some come back to what they were, one is guarded, one is summed up at the root, one
/// commutes.
/// </summary>
internal sealed record Board(long Value, ImmutableList<string> Notes, int Stock, long Tally, long Summary)
{
    public const ulong ValueSlice = 1;
    public const ulong NotesSlice = 2;
    public const ulong StockSlice = 4;
    public const ulong TallySlice = 8;
    public const ulong SummarySlice = 16;

    public const int MaxNotes = 12;
    public const int MaxStock = 60;

    public static Board Initial { get; } = new(1, [], 10, 0, 0);

    /// <summary>The same bytes if and only if the states are the same.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Value);
        writer.Write(Notes.Count);
        foreach (var note in Notes) writer.Write(note);
        writer.Write(Stock);
        writer.Write(Tally);
        writer.Write(Summary);
        writer.Flush();
        return bytes.ToArray();
    }

    public bool Equals(Board? other) => other is not null && (ReferenceEquals(this, other) || ToBytes().AsSpan().SequenceEqual(other.ToBytes()));

    public override int GetHashCode() => HashCode.Combine(Value, Stock, Tally, Summary);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{{ value {Value}, stock {Stock}, tally {Tally}, summary {Summary}, notes {string.Join(' ', Notes.Select(note => note.Length > 20 ? note[..20] : note))} }}");
}
