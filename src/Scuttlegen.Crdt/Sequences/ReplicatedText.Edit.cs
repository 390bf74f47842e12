using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Crdt.Sequences;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

public sealed partial class ReplicatedText
{
    /// <summary>
    /// An edit, as an action carries it: text and the neighbours between which to insert it, and the characters to delete. Made by <see cref="PrepareReplace"/> and its kin, applied by <see cref="Apply"/>.
    /// </summary>
    [DebuggerDisplay("\"{Text}\", {Deleted.Length} runs deleted")]
    public sealed partial class Edit : IEquatable<Edit>, ICborCodec<Edit>
    {
        private const int FixedItems = 3;

        internal Edit(string text, Insertion insertion, IdRun[] deleted)
        {
            Text = text;
            Insertion = insertion;
            Deleted = deleted;
        }

        /// <summary>The text to insert; empty if nothing is.</summary>
        public string Text { get; }

        /// <summary>How many characters are to be deleted.</summary>
        public long DeletedCount => Deleted.Sum(static run => (long)run.Count);

        /// <summary>Whether the edit changes nothing.</summary>
        public bool IsEmpty => Text.Length == 0 && Deleted.Length == 0;

        internal Insertion Insertion { get; }

        internal IdRun[] Deleted { get; }

        /// <summary>Whether both insert the same text at the same place, and delete the same characters.</summary>
        public bool Equals([NotNullWhen(true)] Edit? other) =>
            other is not null && Text == other.Text && Insertion == other.Insertion && Deleted.AsSpan().SequenceEqual(other.Deleted);

        /// <inheritdoc/>
        public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as Edit);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(string.GetHashCode(Text, StringComparison.Ordinal), Deleted.Length);

        /// <inheritdoc/>
        public static int GetMaxSize(Edit value)
        {
            ArgumentNullException.ThrowIfNull(value);
            return checked(1 + value.Ids().GetMaxSourcesSize() + IdRun.GetMaxSize(value.Deleted) + 5 + (3 * value.Text.Length) + (2 * IdWriter.MaxIdSize));
        }

        /// <summary>
        /// Writes <c>[[source*], [(source, sequence, n, count)*], text]</c>: the sources that it refers to, the runs to delete in the order of the text, and what to insert; then, unless that is empty, the parent, of a left child, or the
        /// parent and the right origin, of a right child, each <c>[source, sequence, n]</c>, or <c>null</c> for the start and the end.
        /// </summary>
        /// <inheritdoc/>
        public static void Write(ref CborWriter writer, Edit value)
        {
            ArgumentNullException.ThrowIfNull(value);
            var ids = value.Ids();
            writer.WriteArrayHeader(FixedItems + (value.Text.Length == 0 ? 0 : value.Insertion.ItemCount));
            ids.WriteSources(ref writer);
            IdRun.Write(ref writer, value.Deleted, ids);
            writer.WriteString(value.Text);
            if (value.Text.Length > 0) value.Insertion.Write(ref writer, ids);
        }

        /// <inheritdoc/>
        public static Edit Read(ref CborReader reader)
        {
            var start = reader.Position;
            var items = reader.ReadArrayHeader();
            if (items is < FixedItems or > FixedItems + 2) Refuse.OutOfRange(start, $"An edit has 3 to 5 items, not {items}");
            reader.Enter();
            var ids = IdReader.ReadSources(ref reader);
            var deleted = IdRun.Read(ref reader, ids);
            var textStart = reader.Position;
            var text = reader.ReadString();
            if (text.Length == 0 != (items == FixedItems)) Refuse.NotAllowed(textStart, "A text needs a place, and a place a text");
            var insertion = items == FixedItems ? default : Insertion.Read(ref reader, ids, items - FixedItems);
            reader.Leave();
            ids.RequireAllUsed(start);
            return new Edit(text, insertion, deleted);
        }

        /// <summary>Whether both insert the same text at the same place, and delete the same characters.</summary>
        public static bool operator ==(Edit? left, Edit? right) => left is null ? right is null : left.Equals(right);

        /// <summary>Whether they differ in text, place or deleted characters.</summary>
        public static bool operator !=(Edit? left, Edit? right) => !(left == right);

        private IdWriter Ids()
        {
            var ids = new IdWriter();
            Insertion.Note(ids);
            foreach (var run in Deleted) ids.Add(run.First);
            ids.Seal();
            return ids;
        }
    }
}
