// SCUT1011: an async local function yields and is blocked on
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action)
    {
        return state with { Value = AddAsync(state.Value, action.By).GetAwaiter().GetResult() }; // here

        static async Task<long> AddAsync(long left, int right)
        {
            await Task.Yield(); // here
            return left + right;
        }
    }
}
