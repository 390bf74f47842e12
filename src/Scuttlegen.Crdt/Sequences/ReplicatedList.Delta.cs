using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Crdt.Sequences;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

public sealed partial class ReplicatedList<T>
{
    /// <summary>A change to a list, or several merged: items and moves with their places, and dots of removed ones.</summary>
    /// <remarks><b>Merge</b> is union. Items that the other side removes lose their content. Which of several moves of one item is the last, the list says that they are merged into.</remarks>
    [DebuggerDisplay("{Pieces.Span.Length} runs")]
    public sealed partial class Delta : ICrdt<Delta>, ICborCodec<Delta>
    {
        internal Delta(Pieces<ListSlice<T>> pieces) => Pieces = pieces;

        /// <summary>The delta that changes nothing.</summary>
        public static Delta Empty { get; } = new(default);

        /// <summary>Whether this delta changes nothing.</summary>
        public bool IsEmpty => Pieces.IsEmpty;

        internal Pieces<ListSlice<T>> Pieces { get; }

        /// <inheritdoc/>
        public Delta Merge(Delta other)
        {
            ArgumentNullException.ThrowIfNull(other);
            var joined = Pieces.Join(other.Pieces);
            return joined.IsSameAs(Pieces) ? this : new Delta(joined);
        }

        /// <inheritdoc/>
        public bool IsSubsumedBy(Delta other)
        {
            ArgumentNullException.ThrowIfNull(other);
            return other.Merge(this).Equals(other);
        }

        /// <summary>Whether both make the same changes.</summary>
        public bool Equals([NotNullWhen(true)] Delta? other) => other is not null && Pieces.HasSameBytes(other.Pieces);

        /// <inheritdoc/>
        public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as Delta);

        /// <inheritdoc/>
        public override int GetHashCode() => IsEmpty ? 0 : HashCode.Combine(Pieces.Span.Length, Pieces.Span[0].First);

        /// <inheritdoc/>
        public static int GetMaxSize(Delta value)
        {
            ArgumentNullException.ThrowIfNull(value);
            return PiecesCodec<ListSlice<T>>.GetMaxSizeAlone(value.Pieces);
        }

        /// <summary>
        /// Writes <c>[[source*], [piece*]]</c>. A piece is <c>[source, sequence, n, count, content]</c>, the content <c>[0, item*]</c>, or <c>[2, source, sequence, n, stamp]</c> of a moved item, or <c>null</c> of removed ones; then the parent, of a left child, or the parent and the right origin,
        /// of a right child; or nothing, where only the removal is known. Each of these is 0 for the start and the end; 2 and the distance between the sequences, for the first item of an earlier update of the same source; else 1, source, sequence and n.
        /// </summary>
        /// <inheritdoc/>
        public static void Write(ref CborWriter writer, Delta value)
        {
            ArgumentNullException.ThrowIfNull(value);
            PiecesCodec<ListSlice<T>>.WriteAlone(ref writer, value.Pieces);
        }

        /// <inheritdoc/>
        public static Delta Read(ref CborReader reader) => new(PiecesCodec<ListSlice<T>>.ReadAlone(ref reader));

        /// <summary>Whether both make the same changes.</summary>
        public static bool operator ==(Delta? left, Delta? right) => left is null ? right is null : left.Equals(right);

        /// <summary>Whether they differ.</summary>
        public static bool operator !=(Delta? left, Delta? right) => !(left == right);
    }
}
