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
            : this(root is Branch ? PathBelow(root) : [])
        {
            if (root is not null) Descend(root);
        }

        private Enumerator(Node[] path) => (_path, _pairs, _index) = (path, [], -1);

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
            if (!Sharing.AreOne(_pairs, other._pairs) || _index != other._index) return false;
            _index = other._index = _pairs.Length - 1;
            return true;
        }

        internal static Enumerator Above(Node? root, TKey key)
        {
            var walk = new Enumerator(root is Branch ? PathBelow(root) : []);
            var order = TOrder.Current;
            var node = root;
            while (node is Branch branch)
            {
                if (order.Compare(key, branch.Separator) < 0)
                {
                    walk._path[walk._depth++] = branch.Right;
                    node = branch.Left;
                }
                else
                {
                    node = branch.Right;
                }
            }

            if (node is not Leaf leaf) return walk;
            var place = Search(leaf.Pairs, key);
            walk._pairs = leaf.Pairs;
            walk._index = place >= 0 ? place : ~place - 1;
            return walk;
        }

        // A weight-balanced tree with parameter 3 is at most log(leaves) / log(4/3) high: below 2.41 · log2(leaves).
        private static Node[] PathBelow(Node root) => new Node[(5 * (BitOperations.Log2((uint)root.Weight) + 1) / 2) + 1];

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
