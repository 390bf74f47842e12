// silent: Guids parsed, constructed and compared
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) =>
        Guid.TryParse(action.Text, out var id) && id != Guid.Empty ? state with { Id = id } : state with { Id = new Guid(new byte[16]) };
}
