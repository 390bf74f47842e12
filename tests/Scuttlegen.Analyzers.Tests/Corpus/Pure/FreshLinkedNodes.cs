// silent: the nodes are linked and cut only while they are the reducer's own
public sealed record Ring(int Last);

public sealed record Played(int Children, int Step);

public static class RingReducer
{
    private sealed class Child(int number)
    {
        public int Number { get; } = number;
        public Child Next { get; set; } = null!;
    }

    [Reducer]
    public static Ring Apply(Ring state, Played action)
    {
        if (action.Children < 1)
            return state;
        var first = new Child(1);
        var last = first;
        for (var i = 2; i <= action.Children; i++)
        {
            last.Next = new Child(i);
            last = last.Next;
        }

        last.Next = first;
        while (last.Next != last)
        {
            for (var i = 1; i < action.Step; i++)
                last = last.Next;
            last.Next = last.Next.Next;
        }

        return new Ring(last.Number);
    }
}
