// silent: mutual recursion without effects ends
public static class Parity
{
    public static bool Even(int n) => n == 0 || Odd(n - 1);
    public static bool Odd(int n) => n != 0 && Even(n - 1);
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => Parity.Even(action.By) ? state : Apply(state, new Bumped(action.By - 1));
}
