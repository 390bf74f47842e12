using System.Text;
using Scuttlegen.Crdt.Sequences;

namespace Scuttlegen.Crdt;

public sealed partial class ReplicatedText
{
    /// <summary>Prepares the insertion of <paramref name="text"/> at <paramref name="index"/> of this text. Put it into the action. O(log n + length).</summary>
    /// <inheritdoc cref="PrepareReplace"/>
    public Edit PrepareInsert(int index, string text) => PrepareReplace(index, 0, text);

    /// <summary>Prepares the deletion of the characters that are there now. Put it into the action. O(log n + length).</summary>
    /// <inheritdoc cref="PrepareReplace"/>
    public Edit PrepareDelete(int index, int length) => PrepareReplace(index, length, "");

    /// <summary>Prepares that <paramref name="text"/> takes the place of the characters that are there now. Put it into the action. O(log n + length).</summary>
    /// <param name="index">Where, in UTF-16 code units.</param>
    /// <param name="length">How much to delete there, in UTF-16 code units.</param>
    /// <param name="text">What to insert there.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The place is not within the text.</exception>
    /// <exception cref="ArgumentException">The place begins or ends between two surrogates, or <paramref name="text"/> has a lone one.</exception>
    public Edit PrepareReplace(int index, int length, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        RequireRange(index, length);
        RequireWholeCharacters(text);
        var insertion = default(Insertion);
        if (text.Length > 0)
        {
            Place<TextSlice>? behind = null;
            if (index > 0)
            {
                var width = _sequence.FindWidth(index - 1, out var place);
                place.Offset = Sequence<TextSlice>.OffsetOfWidth(place.Piece, width);
                if (place.Piece.Content.WidthOf(place.Offset + 1) != width + 1) throw BetweenSurrogates(nameof(index));
                behind = place;
            }

            insertion = _sequence.PrepareInsertion(behind);
        }

        return new Edit(text, insertion, length == 0 ? [] : PrepareDeletion(index, length));
    }

    /// <summary>
    /// Applies a prepared edit: inserts its text between the neighbours that its author saw, and deletes the characters that its author saw. O(log n + length).
    /// </summary>
    /// <param name="edit">The edit.</param>
    /// <param name="dot">
    /// The first inserted character's dot; the others have the next numbers within the same update. Of edits under one dot the second inserts at most what lies beyond the first, and replicas that hear of them in another order differ: give several edits by one update dots
    /// that lie as far apart as their texts are long.
    /// </param>
    /// <returns>The new value, and a delta with the edit's characters and deletions.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="edit"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The dot's sequence is 0, or the text is longer than there are numbers from the dot's on.</exception>
    public Mutation<ReplicatedText, Delta> Apply(Edit edit, Dot dot)
    {
        ArgumentNullException.ThrowIfNull(edit);
        dot.Validate(nameof(dot));
        var content = new TextSlice(edit.Text);
        var count = content.Count;
        if (count > 0 && count - 1 > uint.MaxValue - dot.N) throw new ArgumentOutOfRangeException(nameof(dot), "There are not enough numbers from the dot's on.");
        var first = new Id(_sequence.AuthorOf(dot.Source), dot.Sequence, dot.N);
        var inserted = Insertion.RunsOf(first, count);
        var pieces = new Piece<TextSlice>[inserted + edit.Deleted.Length];
        if (count > 0) edit.Insertion.Owned(_sequence).Place(pieces, first, count, content);
        return Take(pieces, inserted, edit.Deleted);
    }

    /// <summary>Inserts <paramref name="text"/>.</summary>
    /// <remarks>For a replica of your own. Not for reducers: there <paramref name="index"/> is a place in another text than its author saw. Use <see cref="PrepareInsert"/> and <see cref="Apply"/>.</remarks>
    /// <inheritdoc cref="Replace"/>
    public Mutation<ReplicatedText, Delta> Insert(int index, string text, Dot dot) => Apply(PrepareInsert(index, text), dot);

    /// <summary>Deletes the characters that are there now.</summary>
    /// <remarks>For a replica of your own. Not for reducers: there <paramref name="index"/> is a place in another text than its author saw. Use <see cref="PrepareDelete"/> and <see cref="Apply"/>.</remarks>
    /// <inheritdoc cref="PrepareReplace"/>
    public Mutation<ReplicatedText, Delta> Delete(int index, int length)
    {
        var deleted = PrepareDelete(index, length).Deleted;
        return Take(new Piece<TextSlice>[deleted.Length], 0, deleted);
    }

    /// <summary>Puts <paramref name="text"/> in the place of the characters that are there now.</summary>
    /// <remarks>For a replica of your own. Not for reducers: there <paramref name="index"/> is a place in another text than its author saw. Use <see cref="PrepareReplace"/> and <see cref="Apply"/>.</remarks>
    /// <param name="index">Where, in UTF-16 code units.</param>
    /// <param name="length">How much to delete there, in UTF-16 code units.</param>
    /// <param name="text">What to insert there.</param>
    /// <param name="dot">The first inserted character's dot; the others have the next numbers within the same update.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The place is not within the text; the dot's sequence is 0, or the text is longer than there are numbers from the dot's on.</exception>
    /// <exception cref="ArgumentException">The place begins or ends between two surrogates, or <paramref name="text"/> has a lone one.</exception>
    public Mutation<ReplicatedText, Delta> Replace(int index, int length, string text, Dot dot) => Apply(PrepareReplace(index, length, text), dot);

    private Mutation<ReplicatedText, Delta> Take(Piece<TextSlice>[] pieces, int inserted, IdRun[] deleted)
    {
        for (var index = 0; index < deleted.Length; index++) pieces[inserted + index] = Piece<TextSlice>.Deletion(deleted[index].First, deleted[index].Count);
        var value = With(pieces);
        return ReferenceEquals(value, this) ? new(this, Delta.Empty) : new(value, new Delta(Pieces<TextSlice>.Of(pieces)));
    }

    private IdRun[] PrepareDeletion(int index, int length)
    {
        var runs = new List<IdRun>();
        var width = _sequence.FindWidth(index, out var place);
        place.Offset = Sequence<TextSlice>.OffsetOfWidth(place.Piece, width);
        if (place.Piece.Content.WidthOf(place.Offset) != width) throw BetweenSurrogates(nameof(index));
        return _sequence.PrepareDeletion(place, length, runs) == 0 ? [.. runs] : throw BetweenSurrogates(nameof(length));
    }

    private static ArgumentException BetweenSurrogates(string parameterName) => new("The place is between the two surrogates of one character.", parameterName);

    private static void RequireWholeCharacters(string text)
    {
        for (var index = text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff'); index >= 0 && index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index])) continue;
            if (!Rune.TryGetRuneAt(text, index, out _)) throw new ArgumentException($"The text has a lone surrogate at index {index}.", nameof(text));
            index++;
        }
    }
}
