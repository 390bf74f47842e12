// silent: equality, order and merge of one object with itself give what their contracts say; asking first whether it is one shows nowhere
using System.Collections.Immutable;
using Scuttlegen.Crdt;

public sealed class Tags(ImmutableArray<string> names) : IEquatable<Tags>, IComparable<Tags>
{
    private readonly ImmutableArray<string> _names = names;

    public bool Equals(Tags? other)
    {
        if (ReferenceEquals(this, other)) return true;
        return other is not null && _names.AsSpan().SequenceEqual(other._names.AsSpan());
    }

    public override bool Equals(object? obj) => ReferenceEquals(this, obj) || (obj is Tags other && Equals(other));

    public override int GetHashCode() => _names.Length;

    public int CompareTo(Tags? other) => ReferenceEquals(this, other) ? 0 : other is null ? 1 : _names.Length.CompareTo(other._names.Length);

    public static bool operator ==(Tags? left, Tags? right) => (object?)left == (object?)right || (left is not null && left.Equals(right));

    public static bool operator !=(Tags? left, Tags? right) => !(left == right);
}

public sealed class ByLength : IEqualityComparer<Tags>, IComparer<Tags>
{
    public bool Equals(Tags? x, Tags? y) => ReferenceEquals(x, y) || (x is not null && x.Equals(y));

    public int GetHashCode(Tags obj) => 0;

    public int Compare(Tags? x, Tags? y)
    {
        if (ReferenceEquals(x, y)) return 0;
        return x is null ? -1 : x.CompareTo(y);
    }
}

public sealed record Peak(long Height) : ICrdt<Peak>
{
    public static Peak Empty { get; } = new(0);

    public Peak Merge(Peak other)
    {
        if (ReferenceEquals(this, other)) return this;
        return Height >= other.Height ? this : other;
    }

    public bool IsSubsumedBy(Peak other) => ReferenceEquals(this, other) || Height <= other.Height;
}

public sealed record Box(Tags Tags, Peak Peak, bool Changed);

public sealed record Tagged(Tags Tags, Peak Peak);

public static class BoxReducer
{
    [Reducer]
    public static Box Apply(Box state, Tagged action) =>
        new ByLength().Equals(state.Tags, action.Tags) || state.Tags == action.Tags || new ByLength().Compare(state.Tags, action.Tags) > 0
            ? state with { Peak = state.Peak.Merge(action.Peak) }
            : state with { Tags = action.Tags, Changed = state.Tags.Equals(action.Tags) };
}
