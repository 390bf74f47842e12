// SCUT2002, SCUT4002: the setter comes from the state's base class
public abstract class Versioned
{
    public int Version { get; set; } // here
}

public sealed class Contract : Versioned
{
    public string Text { get; init; } = "";
}

public sealed record Signed;

public static class ContractReducer
{
    [Reducer]
    public static Contract Apply(Contract state, Signed action)
    {
        Touch(state); // here
        return state;
    }

    private static void Touch(Versioned versioned) => versioned.Version++;
}
