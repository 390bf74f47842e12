// silent: two structs that have one and the same object, and nothing else, are equal
public readonly struct Key(string[] parts) : IEquatable<Key>
{
    private readonly string[] _parts = parts;

    public bool Equals(Key other) => ReferenceEquals(_parts, other._parts) || _parts.AsSpan().SequenceEqual(other._parts);

    public override bool Equals(object? obj) => obj is Key other && Equals(other);

    public override int GetHashCode() => _parts.Length;
}

public sealed record Door(Key Key, bool IsOpen);

public sealed record Turned(Key Key);

public static class DoorReducer
{
    [Reducer]
    public static Door Apply(Door state, Turned action) => state.Key.Equals(action.Key) ? state with { IsOpen = !state.IsOpen } : state;
}
