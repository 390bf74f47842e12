// SCUT1001 Apply → Moment.operator Moment → DateTime.UtcNow
public readonly record struct Moment(long Ticks)
{
    public static implicit operator Moment(int days) => new(DateTime.UtcNow.AddDays(days).Ticks);
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        Moment moment = action.By; // here
        return state with { Value = moment.Ticks };
    }
}
