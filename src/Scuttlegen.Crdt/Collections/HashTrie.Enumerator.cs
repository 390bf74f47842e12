using System.Runtime.CompilerServices;

namespace Scuttlegen.Crdt.Collections;

internal readonly partial struct HashTrie<TKey, TValue, TKeys>
{
    /// <summary>The pairs in no order, for what does not depend on one.</summary>
    public Unordered InNoOrder => new(_root);

    /// <summary>The pairs in the order of their keys. Not to be changed: a single pair is the map's own leaf.</summary>
    public (TKey Key, TValue Value)[] ToSortedArray()
    {
        if (_root is null) return [];
        if (Count == 1 && _root is Array) return LeafAt(_root);
        var pairs = new (TKey Key, TValue Value)[Count];
        CopyTo(pairs, _root);
        pairs.AsSpan().Sort(new ByKey(TKeys.Current));
        return pairs;
    }

    private static void CopyTo(Span<(TKey Key, TValue Value)> to, object node)
    {
        var place = 0;
        foreach (var pair in new Unordered(node)) to[place++] = pair;
    }

    /// <summary>What can be enumerated, in no order.</summary>
    public readonly struct Unordered(object? root)
    {
        public Enumerator GetEnumerator() => new(root);
    }

    /// <summary>Walks the pairs in no order.</summary>
    public struct Enumerator
    {
        private Path _path;
        private Places _places;
        private int _depth;
        private (TKey Key, TValue Value)[] _leaf;
        private int _index;

        internal Enumerator(object? root)
        {
            (_leaf, _index) = ([], -1);
            if (root is not null) Descend(root);
        }

        public readonly (TKey Key, TValue Value) Current => _leaf[_index];

        public bool MoveNext()
        {
            if (++_index < _leaf.Length) return true;
            while (_depth > 0)
            {
                if (_places[_depth - 1] == TrieBranch.Size)
                {
                    _depth--;
                    continue;
                }

                if (_path[_depth - 1][_places[_depth - 1]++] is not { } child) continue;
                Descend(child);
                if (++_index < _leaf.Length) return true;
            }

            return false;
        }

        /// <summary>Goes to a leaf and stands before its first pair, or to a branch and stands before its first subtree.</summary>
        private void Descend(object node)
        {
            if (node is TrieBranch branch)
            {
                _path[_depth] = branch;
                _places[_depth++] = 0;
                (_leaf, _index) = ([], -1);
            }
            else
            {
                (_leaf, _index) = (node is Array ? LeafAt(node) : PairsOf(SortedAt(node)), -1);
            }
        }

        private static (TKey Key, TValue Value)[] PairsOf(SortedMap<TKey, TValue, TKeys> map)
        {
            var pairs = new (TKey Key, TValue Value)[map.Count];
            var place = 0;
            foreach (var pair in map) pairs[place++] = pair;
            return pairs;
        }

        [InlineArray(MaxDepth)]
        private struct Path
        {
            private TrieBranch _first;
        }

        [InlineArray(MaxDepth)]
        private struct Places
        {
            private byte _first;
        }
    }

    private readonly struct ByKey(TKeys keys) : IComparer<(TKey Key, TValue Value)>
    {
        public int Compare((TKey Key, TValue Value) x, (TKey Key, TValue Value) y) => keys.Compare(x.Key, y.Key);
    }
}
