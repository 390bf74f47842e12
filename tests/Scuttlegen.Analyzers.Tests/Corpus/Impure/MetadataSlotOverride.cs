// SCUT1003 Apply → Loud.Compare → Console.WriteLine
public sealed class Loud : IComparer<int>
{
    public int Compare(int x, int y)
    {
        Console.WriteLine(x);
        return x - y;
    }
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = new[] { 2, 1 }.Order(new Loud()).First() }; // here
}
