// SCUT5001: another reducer sets the same field back
public sealed record Record(int Highest, int Games);

public sealed record Achieved(int Points);

public sealed record SeasonBegun;

public static class RecordReducer
{
    [Reducer(Commutes = true)]
    public static Record Apply(Record state, Achieved action) => state with { Highest = Math.Max(state.Highest, action.Points) }; // here

    [Reducer]
    public static Record Begin(Record state, SeasonBegun action) => state with { Highest = 0 };
}
