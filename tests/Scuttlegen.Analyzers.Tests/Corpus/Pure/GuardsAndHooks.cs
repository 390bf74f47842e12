// silent: a guard and a verifier that decide from what they are given; a signer and an admission run on one peer only, so they may do as they like
using System.Threading;

[LocalAction] public sealed record Typed(string Text);

public sealed record Room(string Topic, [property: LocalSlice] string Draft);

public static class Hooks
{
    [Guard]
    public static bool CanBump(Tally state, Bumped action, ReplayContext context) => state.Seen < context.Timestamp && context.Next(2) == 0;

    [Guard]
    public static bool CanType(Room state, Typed action) => state.Draft != action.Text;

    [Verifier]
    public static bool Check(Bumped action, Update update, FeedPrefix prefix) => prefix.All(earlier => earlier.Update.Timestamp <= update.Timestamp);

    [Signer]
    public static Bumped Sign(Bumped action, SignerContext context) => action with { Text = DateTime.UtcNow + File.ReadAllText("key") };

    [Admission]
    public static async ValueTask<bool> AdmitAsync(Bumped action, Update update, History<Tally> history, CancellationToken cancellationToken) =>
        DateTime.UtcNow.Year > 2000 && (await File.ReadAllTextAsync("list", cancellationToken)).Contains(action.Text);
}
