// silent: arrays are compared element by element, also in a record's own Equals
using System.Collections.Immutable;

public sealed record Polygon(string Name, ImmutableArray<int> Points)
{
    public bool Equals(Polygon? other) => other is not null && Name == other.Name && Points.SequenceEqual(other.Points);
    public override int GetHashCode() => Name.Length;
}

public sealed record Scene(Polygon Shape, ImmutableArray<byte> Pixels, uint Edits);
public sealed record Painted(Polygon Shape, ImmutableArray<byte> Pixels);

public static class SceneReducers
{
    [Reducer]
    public static Scene Apply(Scene state, Painted action) =>
        state.Shape == action.Shape && state.Pixels.AsSpan().SequenceEqual(action.Pixels.AsSpan()) ? state : new(action.Shape, action.Pixels, state.Edits + 1);
}
