using Scuttlegen.Wire;

namespace Scuttlegen.Crdt.Sequences;

/// <summary>A place in the Fugue tree for elements that have no dots yet: what an action carries of where to insert.</summary>
/// <param name="IsLeftChild">Which child it will be.</param>
/// <param name="Left">The parent of a right child; none is the start.</param>
/// <param name="Right">The parent of a left child; the right origin of a right child, none is the end.</param>
internal readonly record struct Insertion(bool IsLeftChild, Id Left, Id Right)
{
    /// <summary>How many items <see cref="Write"/> writes.</summary>
    public int ItemCount => IsLeftChild ? 1 : 2;

    public void Note(IdWriter ids)
    {
        ids.Add(Left);
        ids.Add(Right);
    }

    /// <summary>Writes a left child's parent, or a right child's parent and right origin.</summary>
    public void Write(ref CborWriter writer, IdWriter ids)
    {
        if (!IsLeftChild) ids.Write(ref writer, Left);
        ids.Write(ref writer, Right);
    }

    public static Insertion Read(ref CborReader reader, IdReader ids, int itemCount) =>
        itemCount == 1 ? new Insertion(true, default, ids.Read(ref reader)) : new Insertion(false, ids.ReadOrNone(ref reader), ids.ReadOrNone(ref reader));

    /// <summary>How many runs the elements of one insertion are: of several elements the first is on another line than the rest.</summary>
    public static int RunsOf(Id first, int count)
    {
        var runs = 0;
        for (; count > 0; runs++)
        {
            var run = FirstRunOf(first, count);
            count -= run;
            first = Behind(first, run);
        }

        return runs;
    }

    /// <summary>The runs of elements that are inserted here under dots from <paramref name="first"/> on.</summary>
    public void Place<TSlice>(Span<Piece<TSlice>> pieces, Id first, int count, TSlice content)
        where TSlice : struct, ISlice<TSlice>
    {
        for (var (index, done, left) = (0, 0, Left); done < count; index++)
        {
            var run = FirstRunOf(first, count - done);
            var part = run == count ? content : content.Slice(done, run);
            pieces[index] = IsLeftChild && done == 0 ? Piece<TSlice>.LeftChild(first, run, default, Right, part) : Piece<TSlice>.RightChild(first, run, left, Right, part);
            left = pieces[index].Last;
            first = Behind(first, run);
            done += run;
        }
    }

    private static int FirstRunOf(Id first, int count) => first.N == 0 ? 1 : (int)Math.Min((ulong)count, first.MaxCount);

    private static Id Behind(Id first, int count) => new(first.Author, first.Sequence, first.N + (uint)count);

    /// <summary>The same place, named by a sequence's own instances.</summary>
    public Insertion Owned<TSlice>(in Sequence<TSlice> sequence)
        where TSlice : struct, ISlice<TSlice> => new(IsLeftChild, sequence.Own(Left), sequence.Own(Right));
}
