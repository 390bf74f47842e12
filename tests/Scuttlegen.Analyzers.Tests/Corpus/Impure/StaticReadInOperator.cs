// SCUT2004: the comparison operator reads a tolerance that can be set
public readonly record struct Reading(int Value)
{
    public static int Tolerance { get; set; } = 1;

    public static bool operator >(Reading left, Reading right) => left.Value > right.Value + Tolerance;

    public static bool operator <(Reading left, Reading right) => right > left;
}

public sealed record Peak(Reading Highest);

public sealed record Read(Reading Reading);

public static class PeakReducer
{
    [Reducer]
    public static Peak Apply(Peak state, Read action) => action.Reading > state.Highest ? new(action.Reading) : state; // here
}
