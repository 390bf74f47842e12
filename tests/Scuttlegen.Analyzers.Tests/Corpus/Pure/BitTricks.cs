// silent: shifts and wrap-around that say so
public sealed record Hash(uint Value, int Bits);

public sealed record Mixed(string Text);

public static class HashReducer
{
    [Reducer]
    public static Hash Apply(Hash state, Mixed action)
    {
        var hash = state.Value;
        unchecked
        {
            foreach (var character in action.Text)
            {
                hash ^= character;
                hash *= 16777619u;
            }
        }

        return new Hash(hash, System.Numerics.BitOperations.PopCount(hash));
    }
}
