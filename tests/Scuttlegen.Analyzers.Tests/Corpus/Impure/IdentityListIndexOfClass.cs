// SCUT1012: ImmutableList.IndexOf of a class without Equals looks for the same object
using System.Collections.Immutable;

public sealed class Layer(string name)
{
    public string Name { get; } = name;
}

public sealed record Image(ImmutableList<Layer> Layers, int Active);
public sealed record LayerPicked(Layer Layer);

public static class ImageReducers
{
    [Reducer]
    public static Image Apply(Image state, LayerPicked action) => state with { Active = state.Layers.IndexOf(action.Layer) }; // here
}
