using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

public sealed partial class RWSet<T>
{
    /// <summary>A change to a set, or several merged: a change to its adds, and one to its removals.</summary>
    /// <remarks><b>Merge:</b> that of both changes.</remarks>
    [DebuggerDisplay("{Adds.Entries.Count} + {Removals.Entries.Count} elements changed")]
    public sealed partial class Delta : ICrdt<Delta>, ICborCodec<Delta>
    {
        internal Delta(ORSet<T>.Delta adds, ORSet<T>.Delta removals) => (Adds, Removals) = (adds, removals);

        /// <summary>The delta that changes nothing.</summary>
        public static Delta Empty { get; } = new(ORSet<T>.Delta.Empty, ORSet<T>.Delta.Empty);

        /// <summary>Whether this delta changes nothing.</summary>
        public bool IsEmpty => Adds.IsEmpty && Removals.IsEmpty;

        internal ORSet<T>.Delta Adds { get; }

        internal ORSet<T>.Delta Removals { get; }

        /// <inheritdoc/>
        public Delta Merge(Delta other)
        {
            ArgumentNullException.ThrowIfNull(other);
            return new Delta(Adds.Merge(other.Adds), Removals.Merge(other.Removals));
        }

        /// <inheritdoc/>
        public bool IsSubsumedBy(Delta other)
        {
            ArgumentNullException.ThrowIfNull(other);
            return Adds.IsSubsumedBy(other.Adds) && Removals.IsSubsumedBy(other.Removals);
        }

        /// <summary>Whether both make the same changes, and tell the same of where there are no dots.</summary>
        public bool Equals([NotNullWhen(true)] Delta? other) => other is not null && Adds.Equals(other.Adds) && Removals.Equals(other.Removals);

        /// <inheritdoc/>
        public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as Delta);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Adds, Removals);

        /// <inheritdoc/>
        public static int GetMaxSize(Delta value)
        {
            ArgumentNullException.ThrowIfNull(value);
            return checked(1 + ORSet<T>.Delta.GetMaxSize(value.Adds) + ORSet<T>.Delta.GetMaxSize(value.Removals));
        }

        /// <summary>Writes <c>[adds, removals]</c>, each as an <see cref="ORSet{T}.Delta"/>.</summary>
        /// <inheritdoc/>
        public static void Write(ref CborWriter writer, Delta value)
        {
            ArgumentNullException.ThrowIfNull(value);
            writer.WriteArrayHeader(ItemCount);
            ORSet<T>.Delta.Write(ref writer, value.Adds);
            ORSet<T>.Delta.Write(ref writer, value.Removals);
        }

        /// <inheritdoc/>
        public static Delta Read(ref CborReader reader)
        {
            reader.ReadArrayHeader(ItemCount);
            reader.Enter();
            var adds = ORSet<T>.Delta.Read(ref reader);
            var removals = ORSet<T>.Delta.Read(ref reader);
            reader.Leave();
            return new Delta(adds, removals);
        }

        /// <summary>Whether both make the same changes, and tell the same of where there are no dots.</summary>
        public static bool operator ==(Delta? left, Delta? right) => left is null ? right is null : left.Equals(right);

        /// <summary>Whether they differ.</summary>
        public static bool operator !=(Delta? left, Delta? right) => !(left == right);
    }
}
