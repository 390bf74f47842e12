// silent: disposing touches only the local object itself
public sealed record Budget(int Left);

public sealed record Spent(int Amount);

public sealed class Reservation(int left) : IDisposable
{
    public int Left { get; private set; } = left;
    public bool Committed { get; private set; }

    public void Take(int amount) => Left -= amount;

    public void Dispose() => Committed = true;
}

public static class BudgetReducer
{
    [Reducer]
    public static Budget Apply(Budget state, Spent action)
    {
        using var reservation = new Reservation(state.Left);
        reservation.Take(action.Amount);
        return reservation.Left < 0 ? state : new Budget(reservation.Left);
    }
}
