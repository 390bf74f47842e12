// SCUT1002 Apply → Make.New → Ticket.Create → Guid.NewGuid
public interface ICreatable<T> where T : ICreatable<T>
{
    static abstract T Create();
}

public readonly record struct Ticket(Guid Id) : ICreatable<Ticket>
{
    public static Ticket Create() => new(Guid.NewGuid());
}

public static class Make
{
    public static T New<T>() where T : ICreatable<T> => T.Create();
}

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Id = Make.New<Ticket>().Id }; // here
}
