using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Scuttlegen.Crdt.Sequences;

namespace Scuttlegen.Crdt;

/// <summary>
/// Text that several people edit at once. Concurrent insertions at one place stay whole, one behind the other: they are interleaved as little as can be. A deletion takes away the characters that it has observed, and no others.
/// </summary>
/// <remarks>
/// <para>
/// <b>Semantics:</b> each character is named by a <see cref="Dot"/> and has its place in a tree, as the child of a neighbour of when it was inserted; the text is the tree's in-order walk. What was inserted between two characters stays between
/// them. Deleted characters keep their place, without their content, as others may have inserted beside them.
/// </para>
/// <para>
/// <b>Ties:</b> of concurrent insertions right behind one character, the one whose author saw a later character follow comes first; then, and among insertions right before one character, the one with the smaller dot. This is FugueMax, which is maximally
/// non-interleaving.
/// </para>
/// <para>
/// <b>Units:</b> indices and lengths are in UTF-16 code units, as a <see cref="string"/>'s. A character is a Unicode scalar value, inserted and deleted as a whole, so no edit whatsoever splits a surrogate pair. What users take for one character may be
/// several, and concurrent edits can part those: letters with combining marks, emoji of several parts.
/// </para>
/// <para>
/// <b>In reducers, edits come from the action.</b> An index means something only in the text that its author saw; at the update's place in the one order the text is another. So prepare the edit where you dispatch, and apply it where you reduce:
/// <code>
/// store.Dispatch(state => new Edited(state.Text.PrepareInsert(index, "word")));
/// …
/// state with { Text = state.Text.Apply(action.Edit, Dot.From(context)) }
/// </code>
/// </para>
/// <para>
/// <b>Merge</b> is union: of the characters, and of the deletions. What arrives before that which it refers to waits, unseen (<see cref="IsWaiting"/>), and takes its place when that arrives.
/// </para>
/// <para>
/// <b>Complexity,</b> for n runs of characters inserted in a row, deleted ones included: a snapshot is a reference; edits, and merging one's delta, O(log n + length), and, where others inserted at the very same place,
/// the number of their runs there. Merging another text of m runs looks at all of them, O(m log n), and as many as others inserted at the same places for each that is new. What waits is gone through again with each
/// delta that waits, so bring the value to a new replica before the deltas that follow it. Memory is that of the runs: typing on costs two bytes a character.
/// </para>
/// <para>
/// M. Weidner, M. Kleppmann, "The Art of the Fugue: Minimizing Interleaving in Collaborative Text Editing", 2023 (FugueMax).
/// </para>
/// </remarks>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed partial class ReplicatedText : IDeltaCrdt<ReplicatedText, ReplicatedText.Delta>
{
    private const int ShownInDebugger = 60;

    private readonly Sequence<TextSlice> _sequence;

    private ReplicatedText(in Sequence<TextSlice> sequence) => _sequence = sequence;

    /// <summary>The text without characters, that has seen nothing.</summary>
    public static ReplicatedText Empty { get; } = new(default);

    /// <summary>The length in UTF-16 code units. O(1).</summary>
    public int Length => _sequence.Width;

    /// <summary>Whether changes have arrived that wait for others which they refer to.</summary>
    public bool IsWaiting => !_sequence.Waiting.IsEmpty;

    private string DebuggerDisplay
    {
        get
        {
            var text = Substring(0, Math.Min(Length, ShownInDebugger));
            return $"\"{text}{(Length > ShownInDebugger ? "…" : "")}\"{(IsWaiting ? ", waiting" : "")}";
        }
    }

    /// <summary>The text. O(n + length).</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Length);
        foreach (var part in _sequence.Parts()) text.Append(part.Content.Text);
        return text.ToString();
    }

    /// <summary>A part of the text. O(log n + length).</summary>
    /// <param name="startIndex">Where it begins, in UTF-16 code units.</param>
    /// <param name="length">How long it is, in UTF-16 code units.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part is not within the text.</exception>
    public string Substring(int startIndex, int length)
    {
        RequireRange(startIndex, length);
        if (length == 0) return "";
        var text = new StringBuilder(length);
        var skipped = _sequence.FindWidth(startIndex, out var place);
        while (text.Length < length)
        {
            var part = place.Piece.Content.Text.AsSpan(skipped);
            text.Append(part[..Math.Min(part.Length, length - text.Length)]);
            skipped = 0;
            _sequence.TryNextPiece(ref place);
        }

        return text.ToString();
    }

    /// <summary>The place right before the character at <paramref name="index"/>, or the end. O(log n).</summary>
    /// <param name="index">From 0 to <see cref="Length"/>. Between two surrogates it stands for the character that they are.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is outside the text.</exception>
    public SequenceAnchor AnchorAt(int index)
    {
        RequireRange(index, 0);
        if (index == Length) return default;
        var width = _sequence.FindWidth(index, out var place);
        place.Offset = Sequence<TextSlice>.OffsetOfWidth(place.Piece, width);
        return new SequenceAnchor(place.Id.Dot);
    }

    /// <summary>Where an anchor is now. O(log n).</summary>
    /// <returns>The index of the character, or where it was; −1 if it has not arrived yet.</returns>
    public int IndexOf(SequenceAnchor anchor)
    {
        if (anchor.Element is not { } dot) return Length;
        return _sequence.TryFind(new Id(_sequence.AuthorOf(dot.Source), dot.Sequence, dot.N), out var place) ? _sequence.WidthBefore(place) : -1;
    }

    /// <inheritdoc/>
    public ReplicatedText Merge(ReplicatedText other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(this, other)) return this;
        var sequence = _sequence;
        var listener = default(NoListener<TextSlice>);
        sequence.Merge(other._sequence, ref listener);
        return With(sequence);
    }

    /// <inheritdoc/>
    public ReplicatedText MergeDelta(Delta delta)
    {
        ArgumentNullException.ThrowIfNull(delta);
        return With(delta.Pieces.Span);
    }

    /// <inheritdoc/>
    public bool IsSubsumedBy(ReplicatedText other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Merge(this).Equals(other);
    }

    /// <summary>Whether both have the same characters with the same dots and places, and the same were deleted.</summary>
    /// <remarks>To compare what is to be read, compare <see cref="ToString"/>.</remarks>
    public bool Equals([NotNullWhen(true)] ReplicatedText? other) => ReferenceEquals(this, other) || (other is not null && _sequence.HasSameBytes(other._sequence));

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as ReplicatedText);

    /// <inheritdoc/>
    public override int GetHashCode() => _sequence.GetValueHashCode();

    /// <summary>Whether both have the same characters with the same dots and places, and the same were deleted.</summary>
    public static bool operator ==(ReplicatedText? left, ReplicatedText? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they differ in characters, dots, places or deletions.</summary>
    public static bool operator !=(ReplicatedText? left, ReplicatedText? right) => !(left == right);

    private void RequireRange(int index, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, Length);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length - index);
    }

    private ReplicatedText With(ReadOnlySpan<Piece<TextSlice>> pieces)
    {
        var sequence = _sequence;
        var listener = default(NoListener<TextSlice>);
        sequence.Take(pieces, ref listener);
        return With(sequence);
    }

    private ReplicatedText With(in Sequence<TextSlice> sequence) => sequence.IsSameAs(_sequence) ? this : new ReplicatedText(sequence);
}
