// SCUT1007: the compiler-written GetHashCode of a record calls the string's seeded one
public sealed record Address(string Street, string City);
public sealed record Parcel(int Bucket);
public sealed record Addressed(Address To);

public static class ParcelReducers
{
    [Reducer]
    public static Parcel Apply(Parcel state, Addressed action) => new(action.To.GetHashCode() & 15); // here
}
