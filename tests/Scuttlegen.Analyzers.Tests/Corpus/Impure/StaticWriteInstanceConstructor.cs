// SCUT2003: the constructor of a state counts the instances ever made
public sealed record Token
{
    private static int _made;

    public Token(int value)
    {
        Value = value;
        _made++;
    }

    public int Value { get; init; }
}

public sealed record Minted(int Value);

public static class TokenReducer
{
    [Reducer]
    public static Token Apply(Token state, Minted action) => new(action.Value); // here
}
