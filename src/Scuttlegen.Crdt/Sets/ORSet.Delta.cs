using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Crdt.Causality;
using Scuttlegen.Crdt.Collections;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

public sealed partial class ORSet<T>
{
    /// <summary>
    /// A change to a set, or several merged: per element the dots that it added and the dots that it took away. It has the meaning of a set that has seen these dots and no others; naming the elements of removed
    /// dots is what lets a replica merge it without a search.
    /// </summary>
    /// <remarks>
    /// <para><b>Merge:</b> per element, a dot that either side took away is taken away; every other dot of either side is added. A product of two-phase sets of dots, hence a semilattice.</para>
    /// <para>An add's delta also tells where its source made no dots, so that receivers' contexts stay compact; a removal's delta names the removed dots and nothing else.</para>
    /// </remarks>
    [DebuggerDisplay("{Entries.Count} elements changed")]
    public sealed partial class Delta : ICrdt<Delta>, ICborCodec<Delta>
    {
        private readonly SortedMap<T, Change, ElementOrder<T>> _entries;
        private readonly DotContext _context;

        // Who replays a log looks at no delta, so that of a first add is put together when it is asked for, and not kept: a merge changes nothing that it is given. Until then the context is what the author had seen.
        private readonly T? _added;
        private readonly DotSet _alive;

        private Delta(SortedMap<T, Change, ElementOrder<T>> entries, DotContext context) => (_entries, _context) = (entries, context);

        private Delta(T added, DotSet alive, DotContext before) => (_added, _alive, _context) = (added, alive, before);

        /// <summary>The delta that changes nothing.</summary>
        public static Delta Empty { get; } = new(default, default);

        /// <summary>Whether this delta changes nothing.</summary>
        public bool IsEmpty => Context.IsEmpty;

        internal SortedMap<T, Change, ElementOrder<T>> Entries => _alive.IsEmpty ? _entries : EntriesOf(_added!, _alive, default);

        /// <summary>Every dot of the entries, and the positions where their sources made none.</summary>
        internal DotContext Context => _alive.IsEmpty ? _context : _context.Added(_alive[0]);

        /// <summary>
        /// An add, made from its dot alone: right on every replica and in any order, also where the source's earlier dots have not been seen. What it cannot tell is where the source made no dots, so a
        /// context keeps a span for each such add until <see cref="Add"/> closes the gaps. Prefer <see cref="Add"/> wherever its condition holds.
        /// </summary>
        /// <param name="element">The element.</param>
        /// <param name="dot">The add's own dot.</param>
        /// <exception cref="ArgumentNullException"><paramref name="element"/> is <see langword="null"/>.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The dot's sequence is 0.</exception>
        /// <exception cref="UnsupportedValueTypeException"><typeparamref name="T"/> has no codec.</exception>
        public static Delta OfAdd(T element, Dot dot)
        {
            ArgumentNullException.ThrowIfNull(element);
            dot.Validate(nameof(dot));
            EnsureSupported();
            return Of(element, DotSet.Of([dot]), default, default(DotContext).With(dot));
        }

        /// <inheritdoc/>
        public Delta Merge(Delta other)
        {
            ArgumentNullException.ThrowIfNull(other);
            if (ReferenceEquals(this, other)) return this;
            return new Delta(Entries.Merge(other.Entries, default(UnionRule<T, Change, ChangeJoin>)), Context.Merge(other.Context));
        }

        /// <inheritdoc/>
        public bool IsSubsumedBy(Delta other)
        {
            ArgumentNullException.ThrowIfNull(other);
            if (ReferenceEquals(this, other)) return true;
            if (!Context.IsSubsetOf(other.Context)) return false;
            foreach (var entry in Entries)
            {
                if (!other.Entries.TryGetValue(entry.Key, out var theirs) || !ReferenceEquals(theirs.Merge(entry.Value), theirs)) return false;
            }

            return true;
        }

        /// <summary>Whether both make the same changes, and tell the same of where there are no dots.</summary>
        public bool Equals([NotNullWhen(true)] Delta? other)
        {
            if (ReferenceEquals(this, other)) return true;
            return other is not null && Context.SetEquals(other.Context)
                && SortedMap<T, Change, ElementOrder<T>>.AreEqual(Entries, other.Entries, default(ChangeEquality));
        }

        /// <inheritdoc/>
        public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as Delta);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Entries.Count, Context.GetHashCode());

        /// <summary>Whether both make the same changes, and tell the same of where there are no dots.</summary>
        public static bool operator ==(Delta? left, Delta? right) => left is null ? right is null : left.Equals(right);

        /// <summary>Whether they differ.</summary>
        public static bool operator !=(Delta? left, Delta? right) => !(left == right);

        /// <summary>The delta of <see cref="ORSet{T}.Add"/>.</summary>
        /// <param name="element">The element.</param>
        /// <param name="dot">The add's dot.</param>
        /// <param name="alive">The dot again, unless it was seen before.</param>
        /// <param name="superseded">The adds that it takes the place of.</param>
        /// <param name="before">What the author had seen.</param>
        internal static Delta ByAuthor(T element, Dot dot, DotSet alive, DotSet superseded, DotContext before) => alive.IsEmpty || !superseded.IsEmpty
            ? Of(element, alive, superseded, before.Added(dot).With(superseded))
            : new Delta(element, alive, before);

        internal static Delta Of(T element, DotSet alive, DotSet removed, DotContext context) => new(EntriesOf(element, alive, removed), context);

        private static SortedMap<T, Change, ElementOrder<T>> EntriesOf(T element, DotSet alive, DotSet removed)
        {
            var entries = default(SortedMap<T, Change, ElementOrder<T>>);
            return alive.IsEmpty && removed.IsEmpty ? entries : entries.Set(element, new Change(alive, removed));
        }

        /// <summary>What a delta says of one element. Disjoint, and not both empty.</summary>
        internal sealed class Change(DotSet alive, DotSet removed)
        {
            public DotSet Alive { get; } = alive;

            public DotSet Removed { get; } = removed;

            /// <returns>This instance if it subsumes <paramref name="other"/>.</returns>
            public Change Merge(Change other)
            {
                var mergedRemoved = Removed.Union(other.Removed);
                var mergedAlive = Alive.Union(other.Alive).Except(mergedRemoved);
                return mergedAlive.Equals(Alive) && mergedRemoved.Equals(Removed) ? this : new Change(mergedAlive, mergedRemoved);
            }
        }

        private readonly struct ChangeJoin : IJoin<Change>
        {
            public Change Join(Change left, Change right) => left.Merge(right);
        }

        private readonly struct ChangeEquality : IValueEquality<Change>
        {
            public bool AreEqual(Change left, Change right) => left.Alive.Equals(right.Alive) && left.Removed.Equals(right.Removed);
        }
    }
}
