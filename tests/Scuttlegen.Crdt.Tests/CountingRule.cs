using Scuttlegen.Crdt.Collections;

namespace Scuttlegen.Crdt.Tests;

/// <summary>Keeps everything, and counts what it is asked.</summary>
internal readonly struct CountingRule() : IMergeRule<int, int>
{
    private readonly int[] _count = [0];

    public int Count => _count[0];

    public bool KeepsLeft => false;

    public bool KeepsRight => false;

    public bool TryLeft(int key, int value, out int kept) => TryBoth(key, value, value, out kept);

    public bool TryRight(int key, int value, out int kept) => TryBoth(key, value, value, out kept);

    public bool TryBoth(int key, int left, int right, out int merged)
    {
        _count[0]++;
        merged = left;
        return true;
    }
}
