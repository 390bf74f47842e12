// SCUT1002 Apply → Genesis.Create
public static class Reducers
{
    [Reducer]
    public static Tally Apply(Tally state, Bumped action, ReplayContext context) => state with { Value = Genesis.Create(context.Source.Peer).Nonce.Span[0] }; // here
}
