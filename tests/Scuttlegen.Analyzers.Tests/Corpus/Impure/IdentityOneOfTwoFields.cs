// SCUT1012: the object is not all that is compared, so equal ones may differ in the rest
public readonly struct Key(string[] parts, int version) : IEquatable<Key>
{
    private readonly string[] _parts = parts;
    private readonly int _version = version;

    public bool Equals(Key other) => ReferenceEquals(_parts, other._parts) || (_version == other._version && _parts.Length == other._parts.Length);

    public override bool Equals(object? obj) => obj is Key other && Equals(other);

    public override int GetHashCode() => _parts.Length;
}

public sealed record Door(Key Key, bool IsOpen);

public sealed record Turned(Key Key);

public static class DoorReducer
{
    [Reducer]
    public static Door Apply(Door state, Turned action) => state.Key.Equals(action.Key) ? state with { IsOpen = !state.IsOpen } : state; // here
}
