// SCUT1015: the address of a pinned string becomes a number in the state
public static class Addresses
{
    public static unsafe long Of(string text)
    {
        fixed (char* first = text)
            return (long)first;
    }
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = Addresses.Of(action.Text) }; // here
}
