// SCUT4002: the setter is in a class two levels below the state
using System.Collections.Immutable;

public sealed class Owner
{
    public string Name { get; init; } = "";
    public string Phone { get; set; } = ""; // here
}

public sealed record Pet(string Name, Owner Owner);

public sealed record Clinic(ImmutableList<Pet> Pets, int Visits);

public sealed record Visited;

public static class ClinicReducer
{
    [Reducer]
    public static Clinic Apply(Clinic state, Visited action) => state with { Visits = state.Visits + 1 };
}
