using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Scuttlegen.Crdt.Sequences;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

public sealed partial class ReplicatedList<T>
{
    /// <summary>
    /// An edit, as an action carries it: items, or an item to be moved, and the neighbours between which to put them; or the items to remove. Made by <see cref="PrepareInsert"/>, <see cref="PrepareRemove"/> and
    /// <see cref="PrepareMove"/>, applied by <see cref="Apply"/>.
    /// </summary>
    [DebuggerDisplay("{Items.Length} inserted, {RemovedCount} removed, moves: {IsMove}")]
    public sealed partial class Edit : IEquatable<Edit>, ICborCodec<Edit>
    {
        private const int FixedItems = 3;

        internal Edit(T[] items, Id moved, Insertion insertion, IdRun[] removed)
        {
            Items = items;
            Moved = moved;
            Insertion = insertion;
            Removed = removed;
        }

        /// <summary>The items to insert.</summary>
        public ImmutableArray<T> Inserted => ImmutableCollectionsMarshal.AsImmutableArray(Items);

        /// <summary>How many items are to be removed.</summary>
        public long RemovedCount => Removed.Sum(static run => (long)run.Count);

        /// <summary>Whether an item is to be moved.</summary>
        public bool IsMove => !Moved.IsNone;

        /// <summary>Whether the edit changes nothing.</summary>
        public bool IsEmpty => Items.Length == 0 && Removed.Length == 0 && !IsMove;

        internal T[] Items { get; }

        internal Id Moved { get; }

        internal Insertion Insertion { get; }

        internal IdRun[] Removed { get; }

        private bool HasPlace => Items.Length > 0 || IsMove;

        /// <summary>Whether both make the same changes at the same place.</summary>
        public bool Equals([NotNullWhen(true)] Edit? other) =>
            other is not null && Moved == other.Moved && Insertion == other.Insertion && Removed.AsSpan().SequenceEqual(other.Removed)
            && new ListSlice<T>(Items).HasSameBytes(new ListSlice<T>(other.Items));

        /// <inheritdoc/>
        public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as Edit);

        /// <summary>Of the places alone: what equality of items means is the codec's to say.</summary>
        public override int GetHashCode() => HashCode.Combine(Items.Length, Removed.Length, Moved);

        /// <inheritdoc/>
        public static int GetMaxSize(Edit value)
        {
            ArgumentNullException.ThrowIfNull(value);
            return checked(1 + value.Ids().GetMaxSourcesSize() + IdRun.GetMaxSize(value.Removed) + new ListSlice<T>(value.Items).GetMaxSize() + (3 * IdWriter.MaxIdSize));
        }

        /// <summary>
        /// Writes <c>[[source*], [(source, sequence, n, count)*], [item*]]</c>: the sources that it refers to, the runs to remove, and what to insert, or the moved item as <c>[source, sequence, n]</c> in
        /// an array of its own behind a <c>null</c>; then, unless neither is there, the parent, of a left child, or the parent and the right origin, of a right child, each <c>[source, sequence, n]</c>, or <c>null</c> for the start and the end.
        /// </summary>
        /// <inheritdoc/>
        public static void Write(ref CborWriter writer, Edit value)
        {
            ArgumentNullException.ThrowIfNull(value);
            var ids = value.Ids();
            writer.WriteArrayHeader(FixedItems + (value.IsMove ? 1 : 0) + (value.HasPlace ? value.Insertion.ItemCount : 0));
            ids.WriteSources(ref writer);
            IdRun.Write(ref writer, value.Removed, ids);
            if (value.IsMove)
            {
                writer.WriteNull();
                ids.Write(ref writer, value.Moved);
            }
            else
            {
                writer.WriteArrayHeader(value.Items.Length);
                foreach (var item in value.Items) ValueCodec<T>.Default.Write(ref writer, item);
            }

            if (value.HasPlace) value.Insertion.Write(ref writer, ids);
        }

        /// <inheritdoc/>
        public static Edit Read(ref CborReader reader)
        {
            var start = reader.Position;
            var count = reader.ReadArrayHeader();
            reader.Enter();
            var ids = IdReader.ReadSources(ref reader);
            var removed = IdRun.Read(ref reader, ids);
            var moved = default(Id);
            T[] items = [];
            if (reader.TryReadNull()) moved = ids.Read(ref reader);
            else items = ReadItems(ref reader);
            var rest = count - FixedItems - (moved.IsNone ? 0 : 1);
            if (rest is < 0 or > 2 || rest == 0 != (items.Length == 0 && moved.IsNone)) Refuse.OutOfRange(start, $"An edit of this kind does not have {count} items");
            var insertion = rest == 0 ? default : Insertion.Read(ref reader, ids, rest);
            reader.Leave();
            ids.RequireAllUsed(start);
            return new Edit(items, moved, insertion, removed);
        }

        /// <summary>Whether both make the same changes at the same place.</summary>
        public static bool operator ==(Edit? left, Edit? right) => left is null ? right is null : left.Equals(right);

        /// <summary>Whether they differ in changes or place.</summary>
        public static bool operator !=(Edit? left, Edit? right) => !(left == right);

        private static T[] ReadItems(ref CborReader reader)
        {
            var count = reader.ReadArrayHeader();
            reader.Enter();
            var items = ListSlice<T>.ReadItems(ref reader, count);
            reader.Leave();
            return items;
        }

        private IdWriter Ids()
        {
            var ids = new IdWriter();
            ids.Add(Moved);
            Insertion.Note(ids);
            foreach (var run in Removed) ids.Add(run.First);
            ids.Seal();
            return ids;
        }
    }
}
