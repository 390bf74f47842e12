// SCUT1006: a default interface member builds the label, in the current culture
public interface ILabelled
{
    decimal Amount { get; }
    string Label => Amount.ToString("C");
}

public sealed record Deposit(decimal Amount) : ILabelled;
public sealed record Slip(string Label);
public sealed record Deposited(decimal Amount);

public static class SlipReducers
{
    [Reducer]
    public static Slip Apply(Slip state, Deposited action)
    {
        ILabelled labelled = new Deposit(action.Amount);
        return new Slip(labelled.Label); // here
    }
}
