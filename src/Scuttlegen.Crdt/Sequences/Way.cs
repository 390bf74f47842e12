namespace Scuttlegen.Crdt.Sequences;

/// <summary>Which child to take on each level of a tree, in one number, the root's highest: so ways to leaves of one tree compare as their leaves do.</summary>
internal struct Way : IComparable<Way>
{
    /// <summary>Half-full nodes of 16 are 11 levels for all the pieces that numbers of 31 bits can name.</summary>
    public const int MaxDepth = 12;

    private const int BitsPerStep = 5;
    private const ulong Mask = (1UL << BitsPerStep) - 1;

    private ulong _steps;

    public int this[int level]
    {
        readonly get => (int)((_steps >> Shift(level)) & Mask);
        set => _steps = (_steps & ~(Mask << Shift(level))) | ((ulong)value << Shift(level));
    }

    public readonly int CompareTo(Way other) => _steps.CompareTo(other._steps);

    private static int Shift(int level) => BitsPerStep * (MaxDepth - 1 - level);
}
