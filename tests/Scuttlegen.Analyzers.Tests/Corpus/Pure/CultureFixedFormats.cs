// silent: round-trip dates, hexadecimal numbers and GUIDs are written alike in every culture
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with
    {
        Text = state.At.ToString("O") + state.Seen.ToString("o") + action.By.ToString("X8") + state.Id.ToString("N") + $"{action.By:x} {state.At:O} {state.Id}",
    };
}
