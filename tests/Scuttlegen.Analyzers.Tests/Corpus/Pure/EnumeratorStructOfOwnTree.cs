// silent: a tree's own enumerator, a struct with a stack in it, is the loop's affair; walking changes neither the tree nor the state
using System.Collections.Immutable;

public sealed class Tree(int key, string value, Tree? left, Tree? right)
{
    public int Key { get; } = key;

    public string Value { get; } = value;

    public Tree? Left { get; } = left;

    public Tree? Right { get; } = right;

    public int Size { get; } = 1 + (left?.Size ?? 0) + (right?.Size ?? 0);

    public Enumerator GetEnumerator() => new(this);

    public struct Enumerator
    {
        private readonly Tree[] _path;
        private int _depth;
        private Tree? _next;

        internal Enumerator(Tree root)
        {
            _path = new Tree[root.Size];
            _depth = 0;
            _next = root;
            Current = root;
        }

        public Tree Current { get; private set; }

        public bool MoveNext()
        {
            for (; _next is not null; _next = _next.Left) _path[_depth++] = _next;
            if (_depth == 0) return false;
            Current = _path[--_depth];
            _next = Current.Right;
            return true;
        }
    }
}

public sealed record Index(Tree? Root, ImmutableArray<string> Found);

public sealed record Searched(int From);

public static class IndexReducer
{
    [Reducer]
    public static Index Apply(Index state, Searched action)
    {
        if (state.Root is null) return state;
        var found = ImmutableArray.CreateBuilder<string>();
        foreach (var node in state.Root)
        {
            if (node.Key >= action.From) found.Add(node.Value);
        }

        return state with { Found = found.ToImmutable() };
    }
}
