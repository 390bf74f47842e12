// SCUT1001 Apply → Box.Value → DateTime.UtcNow
public sealed class Box
{
    private DateTime _at;
    public int Value { get => _at.Year; set => _at = DateTime.UtcNow.AddDays(value); }
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        var box = new Box();
        box.Value = action.By; // here
        return state with { Text = box.ToString()! };
    }
}
