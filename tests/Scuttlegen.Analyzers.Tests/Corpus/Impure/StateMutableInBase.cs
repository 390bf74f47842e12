// SCUT4002: the setter is in the state's base record
public abstract record Entity
{
    public int Version { get; set; } // here
}

public sealed record Customer(string Name) : Entity;

public sealed record CustomerRenamed(string Name);

public static class CustomerReducer
{
    [Reducer]
    public static Customer Apply(Customer state, CustomerRenamed action) => state with { Name = action.Name };
}
