// silent: checked and unchecked arithmetic, loops, exceptions, stackalloc
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        Span<int> scratch = stackalloc int[4];
        scratch.Fill(action.By);
        try
        {
            foreach (ref var item in scratch)
                item = checked(item + 1);
        }
        catch (OverflowException)
        {
            return state;
        }

        return state with { Value = scratch[^1] };
    }
}
