using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Crdt.Causality;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

public sealed partial class ORMap<TKey, TValue>
{
    /// <summary>
    /// A removal, as an action carries it: a key, and what the remover had observed of its content. Made by <see cref="Observe"/>, applied by <see cref="Remove(Removal)"/>.
    /// </summary>
    [DebuggerDisplay("{Key}")]
    public sealed partial class Removal : IEquatable<Removal>, ICborCodec<Removal>
    {
        private const int ItemsIfEmpty = 1;
        private const int ItemCount = 3;

        private readonly INestedDelta<TValue> _reset;

        internal Removal(TKey key, INestedDelta<TValue> reset) => (Key, _reset) = (key, reset);

        /// <summary>The key to remove.</summary>
        public TKey Key { get; }

        /// <summary>Whether nothing was observed: such a removal changes nothing.</summary>
        public bool IsEmpty => _reset.SaysNothing;

        /// <summary>Whether both remove the same content of the same key.</summary>
        public bool Equals([NotNullWhen(true)] Removal? other) =>
            other is not null && ElementOrder<TKey>.Current.Compare(Key, other.Key) == 0 && _reset.Seen.SetEquals(other._reset.Seen) && _reset.HasSameStore(other._reset);

        /// <inheritdoc/>
        public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as Removal);

        /// <summary>Of the dots alone: what equality of keys means is the codec's to say.</summary>
        public override int GetHashCode() => _reset.Seen.GetHashCode();

        /// <inheritdoc/>
        public static int GetMaxSize(Removal value)
        {
            ArgumentNullException.ThrowIfNull(value);
            return checked(1 + ValueCodec<TKey>.Default.GetMaxSize(value.Key) + DotContextCodec.GetMaxSize(value._reset.Seen) + value._reset.GetMaxStoreSize());
        }

        /// <summary>Writes <c>[key, context, change of the value]</c>, or <c>[key]</c> if nothing was observed.</summary>
        /// <inheritdoc/>
        public static void Write(ref CborWriter writer, Removal value)
        {
            ArgumentNullException.ThrowIfNull(value);
            writer.WriteArrayHeader(value.IsEmpty ? ItemsIfEmpty : ItemCount);
            ValueCodec<TKey>.Default.Write(ref writer, value.Key);
            if (value.IsEmpty) return;
            DotContextCodec.Write(ref writer, value._reset.Seen);
            value._reset.WriteStore(ref writer, DotContextCodec.SourcesOf(value._reset.Seen));
        }

        /// <inheritdoc/>
        public static Removal Read(ref CborReader reader)
        {
            var start = reader.Position;
            var count = reader.ReadArrayHeader();
            if (count is not (ItemsIfEmpty or ItemCount)) Refuse.OutOfRange(start, $"A removal has {ItemCount} items, or {ItemsIfEmpty} if it removes nothing, not {count}");
            reader.Enter();
            var key = ValueCodec<TKey>.Default.Read(ref reader);
            var reset = TValue.Empty.Reset();
            if (count == ItemCount)
            {
                var context = DotContextCodec.Read(ref reader, out var sources);
                reset = TValue.ReadDelta(ref reader, context, sources).Within(context);
                if (reset.SaysNothing) Refuse.NotCanonical(start, "A removal of nothing is left out");
            }

            reader.Leave();
            return new Removal(key, reset);
        }

        /// <summary>Whether both remove the same content of the same key.</summary>
        public static bool operator ==(Removal? left, Removal? right) => left is null ? right is null : left.Equals(right);

        /// <summary>Whether they remove different content, or of different keys.</summary>
        public static bool operator !=(Removal? left, Removal? right) => !(left == right);

        internal Delta ToDelta() => Delta.Of(Key, _reset);
    }
}
