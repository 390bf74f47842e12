// SCUT5001: a clamped sum depends on the order of ups and downs
public sealed record Volume(int Level);

public sealed record Turned(int By);

public static class VolumeReducer
{
    [Reducer(Commutes = true)]
    public static Volume Apply(Volume state, Turned action) => new(Math.Clamp(state.Level + action.By, 0, 10)); // here
}
