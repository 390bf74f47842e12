// silent: nested `with` all the way down
public sealed record Address(string Street, string City);

public sealed record Person(string Name, Address Home);

public sealed record Company(Person Owner, int Moves);

public sealed record OwnerMoved(string City);

public static class CompanyReducer
{
    [Reducer]
    public static Company Apply(Company state, OwnerMoved action) => state with
    {
        Owner = state.Owner with { Home = state.Owner.Home with { City = action.City } },
        Moves = state.Moves + 1,
    };
}
