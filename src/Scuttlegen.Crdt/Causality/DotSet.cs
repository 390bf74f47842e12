using System.Diagnostics.CodeAnalysis;

namespace Scuttlegen.Crdt.Causality;

/// <summary>
/// The dots of one element. Nearly always one: as many as there are sources that added the element and had not seen each other do it. A single dot takes 40 bytes where an array of one takes 80; several are an ascending array.
/// </summary>
internal readonly struct DotSet : IEquatable<DotSet>
{
    // The only dot, or all dots if they are several.
    private readonly object? _dots;

    public DotSet(Author author, ulong sequence, uint n) => _dots = new Single(author, sequence, n);

    private DotSet(Single single) => _dots = single;

    private DotSet(Dot[] several) => _dots = several;

    public bool IsEmpty => _dots is null;

    public int Count => _dots switch
    {
        null => 0,
        Single => 1,
        _ => ((Dot[])_dots).Length,
    };

    public Dot this[int index] => _dots is Dot[] several ? several[index] : ((Single)_dots!).Dot;

    private bool AreSeveral => _dots is Dot[];

    /// <summary>The set of dots that ascend strictly; of several, the array itself.</summary>
    public static DotSet Of(Dot[] dots) => dots.Length switch
    {
        0 => default,
        1 => new DotSet(new Author(dots[0].Source), dots[0].Sequence, dots[0].N),
        _ => new DotSet(dots),
    };

    /// <summary>The dots, ascending; of several, the array itself.</summary>
    public Dot[] ToArray() => _dots switch
    {
        null => [],
        Single single => [single.Dot],
        _ => (Dot[])_dots,
    };

    public bool Contains(Dot dot) => _dots switch
    {
        null => false,
        Single single => single.Dot == dot,
        _ => DotSets.Contains((Dot[])_dots, dot),
    };

    public DotSet Union(DotSet other)
    {
        if (other.IsEmpty || Equals(other)) return this;
        return IsEmpty ? other : Of(DotSets.Union(ToArray(), other.ToArray()));
    }

    /// <summary>The dots that are not in <paramref name="others"/>.</summary>
    public DotSet Except(DotSet others)
    {
        if (IsEmpty || others.IsEmpty) return this;
        if (AreSeveral) return Of(DotSets.Except((Dot[])_dots!, others.ToArray()));
        return others.Contains(this[0]) ? default : this;
    }

    /// <summary>The dots that the source of <paramref name="dot"/> made before it.</summary>
    public DotSet OwnEarlier(Dot dot)
    {
        if (IsEmpty) return this;
        if (AreSeveral) return Of(DotSets.OwnEarlier((Dot[])_dots!, dot));
        return DotSets.IsOwnEarlier(this[0], dot) ? this : default;
    }

    /// <summary>The dots that <paramref name="context"/> has not seen.</summary>
    public DotSet Unseen(DotContext context)
    {
        if (IsEmpty) return this;
        if (AreSeveral) return Of(DotSets.Unseen((Dot[])_dots!, context));
        return context.Contains(this[0]) ? default : this;
    }

    /// <summary>These dots, a single one with the instance of its source that <paramref name="context"/> has: every delta that was received brings its own.</summary>
    public DotSet Sharing(DotContext context)
    {
        if (_dots is not Single single) return this;
        var author = context.AuthorOf(single.Author.Source);
        return author is null ? this : new DotSet(single.By(author));
    }

    /// <summary>
    /// The merge of observed-remove: a dot stays if both sides have it, or one side has it and the other has not seen it.
    /// </summary>
    public static DotSet Merge(DotSet left, DotContext leftContext, DotSet right, DotContext rightContext)
    {
        if (left.Equals(right)) return left;
        return left.AreSeveral || right.AreSeveral
            ? Of(DotSets.Merge(left.ToArray(), leftContext, right.ToArray(), rightContext))
            : left.Unseen(rightContext).Union(right.Unseen(leftContext));
    }

    public bool Equals(DotSet other) => ReferenceEquals(_dots, other._dots) || _dots switch
    {
        null => false,
        Single single => other._dots is Single otherSingle && single.Equals(otherSingle),
        _ => other._dots is Dot[] several && DotSets.AreEqual((Dot[])_dots, several),
    };

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is DotSet other && Equals(other);

    public override int GetHashCode() => IsEmpty ? 0 : HashCode.Combine(Count, this[0]);

    private sealed class Single(Author author, ulong sequence, uint n) : IEquatable<Single>
    {
        public Author Author { get; } = author;

        public ulong Sequence { get; } = sequence;

        public uint N { get; } = n;

        public Dot Dot => new(Author.Source, Sequence, N);

        public Single By(Author author) => ReferenceEquals(author, Author) ? this : new Single(author, Sequence, N);

        public bool Equals([NotNullWhen(true)] Single? other) =>
            ReferenceEquals(this, other) || (other is not null && Sequence == other.Sequence && N == other.N && Author.AreSame(Author, other.Author));

        public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as Single);

        public override int GetHashCode() => HashCode.Combine(Sequence, N);
    }
}
