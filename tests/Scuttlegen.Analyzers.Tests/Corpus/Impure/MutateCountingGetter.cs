// SCUT2002: a getter that counts its reads
public sealed record Document(string Text, int Length)
{
    private int _reads;

    public string Body
    {
        get
        {
            _reads++;
            return Text;
        }
    }
}

public sealed record Measured;

public static class DocumentReducer
{
    [Reducer]
    public static Document Apply(Document state, Measured action) => state with { Length = state.Body.Length }; // here
}
