// SCUT1003 Apply → Bag.Add → Console.WriteLine
using System.Collections;

public sealed class Bag : IEnumerable
{
    public void Add(int item) => Console.WriteLine(item);
    public IEnumerator GetEnumerator() => throw new NotSupportedException();
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        var bag = new Bag
        {
            action.By, // here
        };
        return state with { Text = nameof(bag) };
    }
}
