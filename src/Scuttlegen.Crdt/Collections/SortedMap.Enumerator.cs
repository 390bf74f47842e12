using System.Numerics;

namespace Scuttlegen.Crdt.Collections;

internal readonly partial struct SortedMap<TKey, TValue, TOrder>
{
    /// <summary>Walks the pairs in ascending order of their keys.</summary>
    public struct Enumerator
    {
        private readonly Node[] _path;
        private int _depth;
        private (TKey Key, TValue Value)[] _pairs;
        private int _index;

        internal Enumerator(Node? root)
        {
            _pairs = [];
            _index = -1;
            if (root is null or Leaf)
            {
                _path = [];
                if (root is Leaf leaf) _pairs = leaf.Pairs;
                return;
            }

            // A weight-balanced tree with parameter 3 is at most log(leaves) / log(4/3) high: below 2.41 · log2(leaves).
            _path = new Node[(5 * (BitOperations.Log2((uint)root.Weight) + 1) / 2) + 1];
            Descend(root);
        }

        public readonly (TKey Key, TValue Value) Current => _pairs[_index];

        public bool MoveNext()
        {
            if (++_index < _pairs.Length) return true;
            if (_depth == 0) return false;
            Descend(_path[--_depth]);
            _index = 0;
            return true;
        }

        /// <summary>Goes to the last pair of the current block, as <paramref name="other"/> does, if both are at the same pair of the same block.</summary>
        public bool SkipBlock(ref Enumerator other)
        {
            if (!ReferenceEquals(_pairs, other._pairs) || _index != other._index) return false;
            _index = other._index = _pairs.Length - 1;
            return true;
        }

        private void Descend(Node node)
        {
            while (node is Branch branch)
            {
                _path[_depth++] = branch.Right;
                node = branch.Left;
            }

            _pairs = ((Leaf)node).Pairs;
        }
    }
}
