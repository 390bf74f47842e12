using System.Runtime.CompilerServices;

namespace Scuttlegen.Crdt.Collections;

/// <summary>A branch of a <see cref="HashTrie{TKey, TValue, TKeys}"/>: eight subtrees, most of them there. Only who made it changes it, before anyone else has it.</summary>
internal sealed class TrieBranch(int count)
{
    /// <summary>How many bits of a hash part the subtrees.</summary>
    public const int Bits = 3;

    /// <summary>How many subtrees there are.</summary>
    public const int Size = 1 << Bits;

    private Children _children;

    private TrieBranch(TrieBranch other)
        : this(other.Count) => _children = other._children;

    /// <summary>How many pairs are below.</summary>
    public int Count { get; private set; } = count;

    public object? this[int index]
    {
        get => _children[index];
        set => _children[index] = value;
    }

    public TrieBranch Copy() => new(this);

    /// <summary>Puts a subtree in the place of one that has so many pairs less.</summary>
    public void Replace(int index, object? child, int added)
    {
        _children[index] = child;
        Count += added;
    }

    [InlineArray(Size)]
    private struct Children
    {
        private object? _first;
    }
}
