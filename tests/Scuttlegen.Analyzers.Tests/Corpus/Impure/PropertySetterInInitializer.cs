// SCUT1002 Apply → Box.Value → Guid.NewGuid
public sealed class Box
{
    public Guid Id;
    public int Value { init => Id = Guid.NewGuid(); }
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with
    {
        Id = new Box
        {
            Value = action.By, // here
        }.Id,
    };
}
