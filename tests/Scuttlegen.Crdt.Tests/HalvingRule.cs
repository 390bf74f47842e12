using Scuttlegen.Crdt.Collections;

namespace Scuttlegen.Crdt.Tests;

/// <summary>Keeps of what both sides have the greater value, unless the sum is a multiple of four; of what one side has everything, or even values only.</summary>
internal readonly struct HalvingRule(bool keepsLeft, bool keepsRight) : IMergeRule<int, int>
{
    public bool KeepsLeft => keepsLeft;

    public bool KeepsRight => keepsRight;

    public bool TryLeft(int key, int value, out int kept)
    {
        kept = value;
        return keepsLeft || value % 2 == 0;
    }

    public bool TryRight(int key, int value, out int kept)
    {
        kept = value;
        return keepsRight || value % 2 == 0;
    }

    public bool TryBoth(int key, int left, int right, out int merged)
    {
        merged = Math.Max(left, right);
        return (left + right) % 4 != 0;
    }
}
