// silent: a hash of the data is the same everywhere
using System.Security.Cryptography;
using System.Text;

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Text = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(action.Text))) };
}
