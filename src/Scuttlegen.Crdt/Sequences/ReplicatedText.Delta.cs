using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Crdt.Sequences;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

public sealed partial class ReplicatedText
{
    /// <summary>A change to a text, or several merged: characters with their places, and dots of deleted ones.</summary>
    /// <remarks><b>Merge</b> is union. Characters that the other side deletes lose their content.</remarks>
    [DebuggerDisplay("{Pieces.Span.Length} runs")]
    public sealed partial class Delta : ICrdt<Delta>, ICborCodec<Delta>
    {
        internal Delta(Pieces<TextSlice> pieces) => Pieces = pieces;

        /// <summary>The delta that changes nothing.</summary>
        public static Delta Empty { get; } = new(default);

        /// <summary>Whether this delta changes nothing.</summary>
        public bool IsEmpty => Pieces.IsEmpty;

        internal Pieces<TextSlice> Pieces { get; }

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
            return PiecesCodec<TextSlice>.GetMaxSizeAlone(value.Pieces);
        }

        /// <summary>
        /// Writes <c>[[source*], [piece*]]</c>. A piece is <c>[source, sequence, n, count, text]</c>, the text of deleted characters <c>null</c>; then the parent, of a left child, or the parent and the right origin,
        /// of a right child; or nothing, where only the deletion is known. Each of these is 0 for the start and the end; 2 and the distance between the sequences, for the first character of an earlier update of the same source; else 1, source, sequence and n.
        /// </summary>
        /// <inheritdoc/>
        public static void Write(ref CborWriter writer, Delta value)
        {
            ArgumentNullException.ThrowIfNull(value);
            PiecesCodec<TextSlice>.WriteAlone(ref writer, value.Pieces);
        }

        /// <inheritdoc/>
        public static Delta Read(ref CborReader reader) => new(PiecesCodec<TextSlice>.ReadAlone(ref reader));

        /// <summary>Whether both make the same changes.</summary>
        public static bool operator ==(Delta? left, Delta? right) => left is null ? right is null : left.Equals(right);

        /// <summary>Whether they differ.</summary>
        public static bool operator !=(Delta? left, Delta? right) => !(left == right);
    }
}
