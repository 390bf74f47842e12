using Scuttlegen.Wire;

namespace Scuttlegen.Crdt.Sequences;

/// <summary>What positions of a list hold: items that were inserted there, or one that was moved there.</summary>
internal readonly struct ListSlice<T> : ISlice<ListSlice<T>>
    where T : notnull
{
    private const uint ItemsForm = 0;
    private const uint MovedAwayForm = 1;
    private const uint MoveForm = 2;
    private const int MoveItems = 5;

    private ListSlice(T[]? items, bool isMovedAway, ListMove? move)
    {
        Items = items;
        IsMovedAway = isMovedAway;
        Move = move;
    }

    public ListSlice(T[] items)
        : this(items, false, null)
    {
    }

    public ListSlice(ListMove move)
        : this(null, false, move)
    {
    }

    /// <summary>The items that were inserted here.</summary>
    public T[]? Items { get; }

    /// <summary>Whether the items are to be seen elsewhere.</summary>
    public bool IsMovedAway { get; }

    /// <summary>The move that came here.</summary>
    public ListMove? Move { get; }

    public bool IsNone => Items is null && Move is null;

    public int Count => Items is not null ? Items.Length : Move is null ? 0 : 1;

    public int Width => IsMovedAway ? 0 : Count;

    public Id Requires => Move is null ? default : Move.Item;

    public bool IsSettled => IsMovedAway;

    public ListSlice<T> AsInserted() => With(isMovedAway: false);

    public ListSlice<T> With(bool isMovedAway) => new(Items, isMovedAway, Move);

    public int WidthOf(int count) => IsMovedAway ? 0 : count;

    public ListSlice<T> Slice(int from, int count) => Items is null || count == Items.Length ? this : new(Items.AsSpan(from, count).ToArray(), IsMovedAway, null);

    public ListSlice<T>[] Cut(int size)
    {
        if (Items is null) return [this];
        var parts = new ListSlice<T>[(Items.Length + size - 1) / size];
        for (var index = 0; index < parts.Length; index++) parts[index] = Slice(index * size, Math.Min(size, Items.Length - (index * size)));
        return parts;
    }

    public bool CanJoin(ListSlice<T> next) => Items is not null && next.Items is not null && IsMovedAway == next.IsMovedAway;

    public static ListSlice<T> Concat(ReadOnlySpan<ListSlice<T>> slices)
    {
        var items = new List<T>();
        foreach (var slice in slices) items.AddRange(slice.Items ?? []);
        return new([.. items], slices[0].IsMovedAway, null);
    }

    public bool HasSameBytes(ListSlice<T> other)
    {
        if (Move is not null || other.Move is not null) return Move == other.Move;
        if (Count != other.Count || IsMovedAway != other.IsMovedAway) return false;
        for (var index = 0; index < Count; index++)
        {
            if (ValueCodec<T>.Default.Compare(Items![index], other.Items![index]) != 0) return false;
        }

        return true;
    }

    public int GetMaxSize()
    {
        if (Move is not null) return 1 + 1 + IdWriter.MaxIdSize + 1 + 9 + CborSize.Source;
        var size = 5 + 1;
        foreach (var item in Items ?? []) size = checked(size + ValueCodec<T>.Default.GetMaxSize(item));
        return size;
    }

    /// <summary>Writes <c>[0, item*]</c>, <c>[1, item*]</c> if they were moved away, or <c>[2, source, sequence, n, stamp]</c> of a moved item.</summary>
    public void Write(ref CborWriter writer, IdWriter ids)
    {
        if (Move is not null)
        {
            writer.WriteArrayHeader(MoveItems);
            writer.WriteUInt32(MoveForm);
            ids.WriteParts(ref writer, Move.Item);
            writer.WriteStamp(Move.Stamp);
            return;
        }

        writer.WriteArrayHeader(1 + Count);
        writer.WriteUInt32(IsMovedAway ? MovedAwayForm : ItemsForm);
        foreach (var item in Items!) ValueCodec<T>.Default.Write(ref writer, item);
    }

    public static ListSlice<T> Read(ref CborReader reader, IdReader ids)
    {
        var start = reader.Position;
        var count = reader.ReadArrayHeader();
        reader.Enter();
        var form = reader.ReadUInt32();
        var slice = form switch
        {
            ItemsForm or MovedAwayForm => new ListSlice<T>(ReadItems(ref reader, count - 1), form == MovedAwayForm, null),
            MoveForm when count == MoveItems => new ListSlice<T>(new ListMove(ids.ReadParts(ref reader), ReadStamp(ref reader))),
            _ => default,
        };
        if (slice.IsNone || slice.Count == 0) Refuse.OutOfRange(start, "Positions of a list hold items or a move");
        reader.Leave();
        return slice;
    }

    /// <summary>Reads the items of an array whose head was read.</summary>
    public static T[] ReadItems(ref CborReader reader, int count)
    {
        var items = new List<T>();
        for (var index = 0; index < count; index++) items.Add(ValueCodec<T>.Default.Read(ref reader));
        return [.. items];
    }

    private static Stamp ReadStamp(ref CborReader reader)
    {
        var start = reader.Position;
        var stamp = reader.ReadStamp();
        if (stamp.Time == 0) Refuse.OutOfRange(start, "Logical times begin at 1");
        return stamp;
    }
}

/// <summary>That an item was moved to the position that holds this.</summary>
internal sealed record ListMove(Id Item, Stamp Stamp);
