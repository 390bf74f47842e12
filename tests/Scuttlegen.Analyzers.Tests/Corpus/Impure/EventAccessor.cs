// SCUT1003 Apply → Bell.Rung → Console.WriteLine
public sealed class Bell
{
    public event Action Rung { add { Console.WriteLine("add"); } remove { } }
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        var bell = new Bell();
        bell.Rung += () => { }; // here
        return state;
    }
}
