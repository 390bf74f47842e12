// SCUT1005, SCUT1006: a slice's own beginning, in a field and in a getter: the machine's name, and a number as its culture writes it.
public sealed record Host(string Name)
{
    public static readonly Host Initial = new(Environment.MachineName); // here
}

public sealed record Label(string Text)
{
    public static Label Empty
    {
        get
        {
            var number = -1;
            return new Label(number.ToString()); // here
        }
    }
}

public sealed record Rack(Host Host, Label Label);

public sealed record Named(string Name);

public static class RackReducer
{
    [Reducer]
    public static Rack Apply(Rack state, Named action) => state with { Host = new Host(action.Name) };
}
