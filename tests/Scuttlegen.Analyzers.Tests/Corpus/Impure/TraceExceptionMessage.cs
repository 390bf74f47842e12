// SCUT1006: a framework exception's message is localised and changes with the runtime's version
public sealed record Decoded(string Text, string Error);
public sealed record Encoded(string Base64);

public static class DecodedReducers
{
    [Reducer]
    public static Decoded Apply(Decoded state, Encoded action)
    {
        try
        {
            return new Decoded(Convert.ToHexString(Convert.FromBase64String(action.Base64)), "");
        }
        catch (FormatException e)
        {
            return state with { Error = e.Message }; // here
        }
    }
}
