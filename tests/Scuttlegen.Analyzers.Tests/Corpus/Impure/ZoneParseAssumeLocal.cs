// SCUT1004: parsing with the invariant culture still assumes and adjusts to the local zone
using System.Globalization;

public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Seen = DateTimeOffset.Parse(action.Text, CultureInfo.InvariantCulture) }; // here
}
