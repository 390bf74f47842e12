// SCUT2002, SCUT4002: the setter is three objects down in the state
public sealed class Address
{
    public string City { get; set; } = ""; // here
}

public sealed record Person(Address Home);

public sealed record Company(Person Owner);

public sealed record OwnerMoved(string City);

public static class CompanyReducer
{
    [Reducer]
    public static Company Apply(Company state, OwnerMoved action)
    {
        state.Owner.Home.City = action.City; // here
        return state with { };
    }
}
