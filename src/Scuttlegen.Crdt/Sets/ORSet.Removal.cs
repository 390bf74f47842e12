using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Scuttlegen.Crdt.Causality;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

public sealed partial class ORSet<T>
{
    /// <summary>
    /// A removal, as an action carries it: an element, and the adds of it that the remover had observed. Made by <see cref="Observe"/>, applied by <see cref="Remove(Removal)"/>.
    /// </summary>
    [DebuggerDisplay("{Element}, {Dots.Length} adds")]
    public sealed partial class Removal : IEquatable<Removal>, ICborCodec<Removal>
    {
        private const int ItemCount = 2;

        private readonly Dot[] _dots;

        internal Removal(T element, Dot[] dots) => (Element, _dots) = (element, dots);

        /// <summary>The element to remove.</summary>
        public T Element { get; }

        /// <summary>The adds to take away, ascending.</summary>
        public ImmutableArray<Dot> Dots => ImmutableCollectionsMarshal.AsImmutableArray(_dots);

        /// <summary>Whether nothing was observed: such a removal changes nothing.</summary>
        public bool IsEmpty => _dots.Length == 0;

        /// <summary>Whether both remove the same adds of the same element.</summary>
        public bool Equals([NotNullWhen(true)] Removal? other) =>
            other is not null && ElementOrder<T>.Current.Compare(Element, other.Element) == 0 && DotSets.AreEqual(_dots, other._dots);

        /// <inheritdoc/>
        public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as Removal);

        /// <summary>Of the adds alone: what equality of elements means is the codec's to say.</summary>
        public override int GetHashCode() => IsEmpty ? 0 : HashCode.Combine(_dots.Length, _dots[0]);

        /// <inheritdoc/>
        public static int GetMaxSize(Removal value)
        {
            ArgumentNullException.ThrowIfNull(value);
            return checked(1 + ValueCodec<T>.Default.GetMaxSize(value.Element) + 5 + (Dot.GetMaxSize(default) * value._dots.Length));
        }

        /// <summary>Writes <c>[element, [dot*]]</c>, dots ascending.</summary>
        /// <inheritdoc/>
        public static void Write(ref CborWriter writer, Removal value)
        {
            ArgumentNullException.ThrowIfNull(value);
            writer.WriteArrayHeader(ItemCount);
            ValueCodec<T>.Default.Write(ref writer, value.Element);
            ObservedDots.Write(ref writer, new ObservedDots(value._dots));
        }

        /// <inheritdoc/>
        public static Removal Read(ref CborReader reader)
        {
            reader.ReadArrayHeader(ItemCount);
            reader.Enter();
            var element = ValueCodec<T>.Default.Read(ref reader);
            var dots = ObservedDots.Read(ref reader).Array;
            reader.Leave();
            return new Removal(element, dots);
        }

        /// <summary>Whether both remove the same adds of the same element.</summary>
        public static bool operator ==(Removal? left, Removal? right) => left is null ? right is null : left.Equals(right);

        /// <summary>Whether they remove different adds, or of different elements.</summary>
        public static bool operator !=(Removal? left, Removal? right) => !(left == right);

        internal Delta ToDelta() => Delta.Of(Element, default, DotSet.Of(_dots), default(DotContext).With(_dots));
    }
}
