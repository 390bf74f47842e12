// silent: a name is not a use
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action) =>
        state with { Text = nameof(DateTime.UtcNow) + nameof(Guid.NewGuid) + typeof(Random).Name + typeof(File).Name };
}
