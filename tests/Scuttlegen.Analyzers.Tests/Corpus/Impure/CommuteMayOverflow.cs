// SCUT5001: checked arithmetic may throw
public sealed record Peak(int Highest);

public sealed record Stacked(int Boxes, int Height);

public static class PeakReducer
{
    [Reducer(Commutes = true)]
    public static Peak Apply(Peak state, Stacked action) => new(Math.Max(state.Highest, checked(action.Boxes * action.Height))); // here
}
