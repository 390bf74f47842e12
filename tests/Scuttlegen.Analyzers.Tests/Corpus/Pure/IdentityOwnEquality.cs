// silent: a class with operators and Equals of its own is compared by value in a set and by ==
using System.Collections.Immutable;

public sealed class Tag(string name) : IEquatable<Tag>
{
    public string Name { get; } = name;
    public bool Equals(Tag? other) => other is not null && string.Equals(Name, other.Name, StringComparison.Ordinal);
    public override bool Equals(object? other) => Equals(other as Tag);
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
    public static bool operator ==(Tag? left, Tag? right) => left is null ? right is null : left.Equals(right);
    public static bool operator !=(Tag? left, Tag? right) => !(left == right);
}

public sealed record Post(ImmutableHashSet<Tag> Tags, Tag? Main);
public sealed record Tagged(Tag Tag);

public static class PostReducers
{
    [Reducer]
    public static Post Apply(Post state, Tagged action) =>
        state.Tags.Contains(action.Tag) || state.Main == action.Tag ? state : new(state.Tags.Add(action.Tag), action.Tag);
}
