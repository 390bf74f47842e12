using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Scuttlegen.Crdt.Causality;
using Scuttlegen.Crdt.Collections;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

public sealed partial class ORMap<TKey, TValue>
{
    /// <summary>
    /// A change to a map, or several merged: per changed key the change to its value. Naming the keys, also those whose content was taken away, is what lets a replica merge it without a search.
    /// </summary>
    /// <remarks><b>Merge:</b> per key that of the changes, under the contexts of both deltas.</remarks>
    [DebuggerDisplay("{Entries.Count} keys changed")]
    public sealed partial class Delta : ICrdt<Delta>, ICborCodec<Delta>
    {
        private Delta(SortedMap<TKey, INestedDelta<TValue>, ElementOrder<TKey>> entries, DotContext context) => (Entries, Context) = (entries, context);

        /// <summary>The delta that changes nothing.</summary>
        public static Delta Empty { get; } = new(default, default);

        /// <summary>Whether this delta changes nothing.</summary>
        public bool IsEmpty => Entries.IsEmpty && Context.IsEmpty;

        internal SortedMap<TKey, INestedDelta<TValue>, ElementOrder<TKey>> Entries { get; }

        /// <summary>Every dot that the entries tell of, and the positions where their sources made none. A dot of it belongs to a key that is named.</summary>
        internal DotContext Context { get; }

        /// <inheritdoc/>
        public Delta Merge(Delta other)
        {
            ArgumentNullException.ThrowIfNull(other);
            if (ReferenceEquals(this, other)) return this;
            return With(Join(Context, other, other.Context), Context.Merge(other.Context));
        }

        /// <inheritdoc/>
        public bool IsSubsumedBy(Delta other)
        {
            ArgumentNullException.ThrowIfNull(other);
            return Context.IsSubsetOf(other.Context) && other.Merge(this).Equals(other);
        }

        /// <summary>Whether both make the same changes, and tell the same of where there are no dots.</summary>
        public bool Equals([NotNullWhen(true)] Delta? other) =>
            ReferenceEquals(this, other) || (other is not null && Context.SetEquals(other.Context) && HasSameStore(other));

        /// <inheritdoc/>
        public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as Delta);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Entries.Count, Context.GetHashCode());

        /// <summary>Whether both make the same changes, and tell the same of where there are no dots.</summary>
        public static bool operator ==(Delta? left, Delta? right) => left is null ? right is null : left.Equals(right);

        /// <summary>Whether they differ.</summary>
        public static bool operator !=(Delta? left, Delta? right) => !(left == right);

        internal static Delta Of(TKey key, INestedDelta<TValue> change)
        {
            if (change.SaysNothing) return change.Seen.IsEmpty ? Empty : new Delta(default, change.Seen);
            return new Delta(default(SortedMap<TKey, INestedDelta<TValue>, ElementOrder<TKey>>).Set(key, change.Within(default)), change.Seen);
        }

        private Delta With(SortedMap<TKey, INestedDelta<TValue>, ElementOrder<TKey>> entries, DotContext context) =>
            SortedMap<TKey, INestedDelta<TValue>, ElementOrder<TKey>>.AreSame(entries, Entries) && context.IsSubsetOf(Context) ? this : new Delta(entries, context);

        private SortedMap<TKey, INestedDelta<TValue>, ElementOrder<TKey>> Join(DotContext seen, Delta other, DotContext otherSeen) =>
            Entries.Merge(other.Entries, new ChangeRule(seen, otherSeen));

        private bool HasSameStore(Delta other) =>
            SortedMap<TKey, INestedDelta<TValue>, ElementOrder<TKey>>.AreEqual(Entries, other.Entries, default(ChangeEquality));

        private readonly struct ChangeEquality : IValueEquality<INestedDelta<TValue>>
        {
            public bool AreEqual(INestedDelta<TValue> left, INestedDelta<TValue> right) => left.HasSameStore(right);
        }

        /// <summary>A key that one side does not name is none whose dots that side has seen: its change stays as it is.</summary>
        private readonly struct ChangeRule(DotContext left, DotContext right) : IMergeRule<TKey, INestedDelta<TValue>>
        {
            private readonly DotContext _left = left;
            private readonly DotContext _right = right;

            public bool KeepsLeft => true;

            public bool KeepsRight => true;

            public bool TryLeft(TKey key, INestedDelta<TValue> value, out INestedDelta<TValue> kept)
            {
                kept = value;
                return true;
            }

            public bool TryRight(TKey key, INestedDelta<TValue> value, out INestedDelta<TValue> kept)
            {
                kept = value;
                return true;
            }

            public bool TryBoth(TKey key, INestedDelta<TValue> left, INestedDelta<TValue> right, out INestedDelta<TValue> merged)
            {
                merged = left.Join(_left, right, _right);
                return true;
            }
        }
    }
}
