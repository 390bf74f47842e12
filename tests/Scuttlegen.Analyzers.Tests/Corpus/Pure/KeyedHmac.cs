// silent: the key is given, and neither credentials nor an exception of the network's touch the network
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        using var hash = new System.Security.Cryptography.HMACSHA256(new byte[32]);
        var user = new System.Net.NetworkCredential(action.Text, "").UserName;
        return action.By > 0 ? state with { Text = user + (hash.HashSize == 256 ? "long" : "short") } : throw new System.Net.WebException(action.Text);
    }
}
