// SCUT2005: the read-only memory in the state is the action's own array
public sealed record Avatar(ReadOnlyMemory<byte> Png);

public sealed record AvatarSet(byte[] Png);

public static class AvatarReducer
{
    [Reducer]
    public static Avatar Apply(Avatar state, AvatarSet action) => new(action.Png); // here
}
