// SCUT1002 Apply → FairCoin.Flip → Random.Next
public interface ICoin
{
    int Flip();
}

public sealed class FairCoin : ICoin
{
    int ICoin.Flip() => Random.Shared.Next(2);
}

public sealed class TrickCoin : ICoin
{
    public int Flip() => 1;
}

public static class Reducers
{
    private static readonly ICoin Coin = new FairCoin();

    [Reducer]
    public static Tally Apply(Tally state, Bumped action) => state with { Value = Coin.Flip() }; // here
}
