// SCUT2005, SCUT4002: the state's member is a read-only interface, the object behind it has setters
public interface IAddress
{
    string City { get; }
}

public sealed class EditableAddress : IAddress
{
    public string City { get; set; } = ""; // here
}

public sealed record Contact(IAddress? Home);

public sealed record Moved(string City);

public static class ContactReducer
{
    [Reducer]
    public static Contact Apply(Contact state, Moved action) => state with { Home = new EditableAddress { City = action.City } }; // here
}
