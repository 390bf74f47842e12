// SCUT1012: in an equality, but of the members: two shelves with one list are equal, two with equal lists are not.
using System.Collections.Immutable;

public sealed class Shelf(ImmutableList<int> items) : IEquatable<Shelf>
{
    public ImmutableList<int> Items { get; } = items;

    public bool Equals(Shelf? other) => other is not null && ReferenceEquals(Items, other.Items);

    public override bool Equals(object? obj) => obj is Shelf other && Equals(other);

    public override int GetHashCode() => 0;
}

public sealed record Room(Shelf Shelf, bool Same);

public sealed record Looked(Shelf Shelf);

public static class RoomReducer
{
    [Reducer]
    public static Room Apply(Room state, Looked action) => state with { Same = state.Shelf.Equals(action.Shelf) }; // here
}
