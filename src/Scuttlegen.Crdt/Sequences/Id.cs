using Scuttlegen.Crdt.Causality;

namespace Scuttlegen.Crdt.Sequences;

/// <summary>
/// An element's dot, its source as an <see cref="Author"/>; <c>default</c> is none, the start or the end of the sequence.
/// </summary>
/// <remarks>
/// A run is counted along one of two lines. Elements that are first in their updates (n = 0) follow each other by sequence: so one types. The others follow each other by n within one update: so
/// one pastes. On its line every run is an interval of <see cref="Coordinate"/>s.
/// </remarks>
internal readonly struct Id(Author? author, ulong sequence, uint n) : IEquatable<Id>, IComparable<Id>
{
    /// <summary>No run crosses a multiple of this on its line: how a run of any length is cut does not depend on where it was met first.</summary>
    private const uint Period = 1 << 30;

    private static readonly UInt128 Within = UInt128.One << 127;

    /// <summary>The order of <see cref="CompareByCoordinate"/>.</summary>
    public static readonly Comparer<Id> ByCoordinate = Comparer<Id>.Create(static (left, right) => left.CompareByCoordinate(right));

    public Author? Author { get; } = author;

    public ulong Sequence { get; } = sequence;

    public uint N { get; } = n;

    public bool IsNone => Author is null;

    /// <summary>The place among the author's elements, so that runs are intervals.</summary>
    public UInt128 Coordinate => N == 0 ? Sequence : Within | Crdt.Dot.ToPosition(Sequence, N);

    public Dot Dot => new(Author!.Source, Sequence, N);

    /// <summary>The longest run that can begin here.</summary>
    public ulong MaxCount => Period - ((N == 0 ? Sequence : N) & (Period - 1));

    /// <summary>The same id, with another instance of its source.</summary>
    public Id By(Author author) => ReferenceEquals(author, Author) ? this : new Id(author, Sequence, N);

    public Id Plus(int count) => N == 0 ? new Id(Author, Sequence + (uint)count, 0) : new Id(Author, Sequence, N + (uint)count);

    /// <summary>Whether <paramref name="id"/> is in the run of <paramref name="count"/> that begins here, and where.</summary>
    public bool Covers(int count, Id id, out int offset)
    {
        ulong distance = N == 0 ? id.Sequence - Sequence : id.N - N;
        offset = (int)distance;
        return distance < (uint)count && (N == 0 ? id.N == 0 : id.Sequence == Sequence) && Author.AreSame(Author, id.Author);
    }

    public bool Equals(Id other) => Sequence == other.Sequence && N == other.N && Author.AreSame(Author, other.Author);

    public override bool Equals(object? obj) => obj is Id other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Sequence, N);

    /// <summary>The order of dots.</summary>
    public int CompareTo(Id other)
    {
        var order = Author!.CompareTo(other.Author);
        if (order == 0) order = Sequence.CompareTo(other.Sequence);
        return order != 0 ? order : N.CompareTo(other.N);
    }

    /// <summary>The order in which runs lie one after the other: by author, then by <see cref="Coordinate"/>.</summary>
    public int CompareByCoordinate(Id other)
    {
        var order = Author!.CompareTo(other.Author);
        if (order != 0) return order;
        if (N == 0 != (other.N == 0)) return N == 0 ? -1 : 1;
        return Sequence != other.Sequence ? Sequence.CompareTo(other.Sequence) : N.CompareTo(other.N);
    }

    public static bool operator ==(Id left, Id right) => left.Equals(right);

    public static bool operator !=(Id left, Id right) => !left.Equals(right);
}
