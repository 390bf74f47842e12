using Scuttlegen.Wire;

namespace Scuttlegen.Crdt.Sequences;

/// <summary>What consecutive elements hold. <c>default</c> is what deleted elements hold: nothing.</summary>
internal interface ISlice<TSelf>
    where TSelf : struct, ISlice<TSelf>
{
    bool IsNone { get; }

    /// <summary>How many elements there are. May take a look at each.</summary>
    int Count { get; }

    /// <summary>How many places the elements take where users count them: UTF-16 code units, items.</summary>
    int Width { get; }

    /// <summary>An element that must be there before this can be.</summary>
    Id Requires { get; }

    /// <summary>Whether it tells what became of the elements in their document, which is no part of what they are.</summary>
    bool IsSettled { get; }

    /// <summary>What was inserted, whatever became of it.</summary>
    TSelf AsInserted();

    /// <summary>The width of the first <paramref name="count"/> elements.</summary>
    int WidthOf(int count);

    TSelf Slice(int from, int count);

    /// <summary>All of it in parts of <paramref name="size"/> elements, the last of as many as are left, in one pass.</summary>
    TSelf[] Cut(int size);

    /// <summary>Whether both can be one slice.</summary>
    bool CanJoin(TSelf next);

    static abstract TSelf Concat(ReadOnlySpan<TSelf> slices);

    bool HasSameBytes(TSelf other);

    int GetMaxSize();

    void Write(ref CborWriter writer, IdWriter ids);

    static abstract TSelf Read(ref CborReader reader, IdReader ids);
}
