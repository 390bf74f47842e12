using System.Collections.Immutable;
using Scuttlegen.Runtime;

namespace Scuttlegen.Generators.Tests.Fixtures;

[GossipAction]
public sealed partial record Balloted(string Choice, int Serial);

[GossipAction]
public sealed partial record Sworn(string Text, long At = 0, string By = "");

[GossipAction]
public readonly partial record struct Notarized(string Text, string Seal = "");

public sealed record Ballots
{
    public Ballots(ImmutableList<string> choices) => Choices = choices;

    public ImmutableList<string> Choices { get; }

    public static Ballots Initial { get; } = new([]);
}

/// <summary>A hook of each kind, which tests reach into.</summary>
[GossipStore(typeof(Ballots))]
public sealed partial class BallotStore
{
    internal static ReplayTable<Ballots> Table { get; } = new GossipTable();
}

internal static class BallotRules
{
    /// <summary>Seals in place of a service; set by a test for its own asynchronous flow.</summary>
    public static AsyncLocal<Func<string, CancellationToken, Task<string>>?> Notary { get; } = new();

    [Reducer]
    public static Ballots Ballot(Ballots state, Balloted action) => new(state.Choices.Add($"{action.Choice}{action.Serial}"));

    [Reducer]
    public static Ballots Swear(Ballots state, Sworn action) => new(state.Choices.Add(action.Text));

    [Reducer]
    public static Ballots Notarize(Ballots state, Notarized action) => new(state.Choices.Add(action.Text + action.Seal));

    /// <summary>Serial numbers go up by one, counting only ballots that are not void.</summary>
    [Verifier]
    public static bool IsNext(Balloted action, Update update, FeedPrefix prefix)
    {
        if (action.Serial < 0) throw new ArgumentException("negative");
        var last = prefix.Where(earlier => !earlier.IsVoid).Select(earlier => earlier.Update.Action).OfType<Balloted>().LastOrDefault();
        return action.Serial == (last?.Serial ?? 0) + 1 && (ulong)prefix.Count == update.Sequence - 1;
    }

    [Verifier]
    public static bool IsSworn(Sworn action, Update update) =>
        action.At == update.Timestamp.ToUnixTimeMilliseconds() && action.By == update.Source.Peer.ToString() && update.Kind == "Sworn" && Equals(update.Action, action);

    [Signer]
    public static Sworn Swear(Sworn action, SignerContext context) =>
        action.Text.Length == 0 ? throw new InvalidOperationException("nothing to swear") : action with { At = context.Timestamp.ToUnixTimeMilliseconds(), By = context.Source.Peer.ToString() };

    [Signer]
    public static async ValueTask<Notarized> SealAsync(Notarized action, SignerContext context, CancellationToken cancellationToken) =>
        action with { Seal = Notary.Value is { } notary ? await notary(action.Text, cancellationToken) : "!" };
}
