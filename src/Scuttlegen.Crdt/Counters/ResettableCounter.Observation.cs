using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

public sealed partial class ResettableCounter
{
    /// <summary>
    /// What a reset takes back, as an action carries it: the counts that its author had observed. Made by <see cref="Observe"/>, applied by <see cref="Reset(Observation)"/>.
    /// </summary>
    [DebuggerDisplay("{_counted.Value} by {_counted.Increments.SourceCount} sources")]
    public sealed partial class Observation : IEquatable<Observation>, ICborCodec<Observation>
    {
        private readonly PNCounter _counted;

        internal Observation(PNCounter counted) => _counted = counted;

        /// <summary>Whether nothing was observed: resetting that changes nothing.</summary>
        public bool IsEmpty => _counted.Equals(PNCounter.Empty);

        /// <summary>Whether both observed the same counts.</summary>
        public bool Equals([NotNullWhen(true)] Observation? other) => other is not null && _counted.Equals(other._counted);

        /// <inheritdoc/>
        public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as Observation);

        /// <inheritdoc/>
        public override int GetHashCode() => _counted.GetHashCode();

        /// <inheritdoc/>
        public static int GetMaxSize(Observation value)
        {
            ArgumentNullException.ThrowIfNull(value);
            return PNCounter.GetMaxSize(value._counted);
        }

        /// <summary>Writes the observed counts as a <see cref="PNCounter"/>.</summary>
        /// <inheritdoc/>
        public static void Write(ref CborWriter writer, Observation value)
        {
            ArgumentNullException.ThrowIfNull(value);
            PNCounter.Write(ref writer, value._counted);
        }

        /// <inheritdoc/>
        public static Observation Read(ref CborReader reader) => new(PNCounter.Read(ref reader));

        /// <summary>Whether both observed the same counts.</summary>
        public static bool operator ==(Observation? left, Observation? right) => left is null ? right is null : left.Equals(right);

        /// <summary>Whether they observed different counts.</summary>
        public static bool operator !=(Observation? left, Observation? right) => !(left == right);

        // What was reset was counted, whether or not word of the counting has arrived.
        internal ResettableCounter ToDelta() => Empty.With(_counted, _counted);
    }
}
