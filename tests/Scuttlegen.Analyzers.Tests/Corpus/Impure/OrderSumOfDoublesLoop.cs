// SCUT1008: a loop adds floating-point weights in hash order
using System.Collections.Immutable;

public sealed record Scale(ImmutableDictionary<string, float> Weights, float Total);
public sealed record WeightPut(string Name, float Weight);

public static class ScaleReducers
{
    [Reducer]
    public static Scale Apply(Scale state, WeightPut action)
    {
        var weights = state.Weights.SetItem(action.Name, action.Weight);
        var total = 0f;
        foreach (var pair in weights) // here
            total += pair.Value;
        return new Scale(weights, total);
    }
}
