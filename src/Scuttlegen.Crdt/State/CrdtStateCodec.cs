using System.ComponentModel;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>
/// The forms of a <c>[CrdtState]</c> and of its deltas, each one for each value. A state is the array of its members in declared order, without the empty ones at the end. A delta is the map of those members that changed, by their places. Called by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CrdtStateCodec
{
    /// <summary>Reads the head of a state, and enters it.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="members">How many members the state has.</param>
    /// <returns>How many of them are there.</returns>
    /// <exception cref="WireFormatException">There are more, of which a newer version would know.</exception>
    public static int ReadHead(ref CborReader reader, int members)
    {
        var start = reader.Position;
        var count = reader.ReadArrayHeader();
        if (count > members) Refuse.OutOfRange(start, $"A state has at most {members} members here, not {count}");
        reader.Enter();
        return count;
    }

    /// <summary>Leaves a state, which must not end in an empty member.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="count">How many members were there.</param>
    /// <param name="needed">How many members there are up to the last that is not empty.</param>
    /// <exception cref="WireFormatException">It ends in an empty member.</exception>
    public static void ReadEnd(ref CborReader reader, int count, int needed)
    {
        reader.Leave();
        if (count != needed) Refuse.NotCanonical(reader.Position, "Empty members at the end of a state are left out");
    }

    /// <summary>An upper bound, in bytes, of what <see cref="WriteChange"/> writes.</summary>
    public static int SizeOfChange<T>(T delta)
        where T : ICrdt<T>, ICborCodec<T> => CrdtMember.IsEmpty(delta) ? 0 : checked(3 + CborCodec.GetMaxSize(delta));

    /// <summary>Writes what changed of one member, if anything did.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="member">The member's place, from 0.</param>
    /// <param name="delta">Its delta.</param>
    public static void WriteChange<T>(ref CborWriter writer, uint member, T delta)
        where T : ICrdt<T>, ICborCodec<T>
    {
        if (CrdtMember.IsEmpty(delta)) return;
        writer.WriteUInt32(member);
        CborCodec.Write(ref writer, delta);
    }

    /// <summary>Reads the head of a delta, and enters it.</summary>
    /// <returns>How many members it changes.</returns>
    public static int ReadDeltaHead(ref CborReader reader)
    {
        var count = reader.ReadMapHeader();
        reader.Enter();
        return count;
    }

    /// <summary>Reads which member changed.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="previous">The place of the one before; −1 if there is none.</param>
    /// <param name="members">How many members the state has.</param>
    /// <exception cref="WireFormatException">It does not follow the one before, or only a newer version knows it.</exception>
    public static int ReadPlace(ref CborReader reader, int previous, int members)
    {
        var start = reader.Position;
        var place = reader.ReadUInt32();
        if (place >= (uint)members) Refuse.OutOfRange(start, $"A state has {members} members here, and none at place {place}");
        if ((int)place <= previous) Refuse.OutOfOrder(start, "The members of a delta");
        return (int)place;
    }

    /// <summary>Reads what changed of one member.</summary>
    /// <exception cref="WireFormatException">Nothing did, or the bytes are no delta's.</exception>
    public static T ReadChange<T>(ref CborReader reader)
        where T : ICrdt<T>, ICborCodec<T>
    {
        var start = reader.Position;
        var delta = CborCodec.Read<T>(ref reader);
        if (CrdtMember.IsEmpty(delta)) Refuse.NotCanonical(start, "A member that did not change is left out");
        return delta;
    }
}
