// SCUT2003: one override logs what it pays to a static
public abstract record Payment(int Cents)
{
    public virtual int Fee() => 0;
}

public sealed record Cash(int Cents) : Payment(Cents);

public sealed record Card(int Cents) : Payment(Cents)
{
    private static int _payments;

    public override int Fee()
    {
        _payments++;
        return Cents / 100;
    }
}

public sealed record Till(long Cents);

public sealed record Paid(Payment Payment);

public static class TillReducer
{
    [Reducer]
    public static Till Apply(Till state, Paid action) => new(state.Cents + action.Payment.Cents - action.Payment.Fee()); // here
}
