using System.Globalization;
using Scuttlegen;
using Scuttlegen.Ed25519;

namespace Counter;

/// <summary>One peer that a person or a script drives by lines of text. Values and histories go to standard output, everything else to standard error.</summary>
internal static class InteractivePeer
{
    private const string Help = "Commands: + N, - N, history, peers, until N, quit";

    private static readonly TimeSpan UntilPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FlushPatience = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(Func<StoreOptions, StoreOptions> transport, string? name, TextReader input, CancellationToken cancellationToken)
    {
        // What it writes is not kept, so neither is the key: each run is another peer.
        using var key = Ed25519Key.Create();
        Func<StoreOptions, StoreOptions> configure = o => transport(o.UseEd25519(key)) with { PeerName = name };
        CounterStore store;
        try
        {
            store = await CounterStore.OpenAsync(configure, cancellationToken);
        }
        catch (ArgumentException invalid)
        {
            Console.Error.WriteLine(invalid.Message);
            return 1;
        }

        await using (store)
        {
            using var events = store.SubscribeToEvents(happened => Console.Error.WriteLine(happened.Message));
            using var changes = store.Subscribe(state => Console.WriteLine($"counter = {state.Value}"));
            Console.Error.WriteLine($"{name ?? "This peer"} is {store.Source:S}. {Help}");
            while (await input.ReadLineAsync(cancellationToken) is { } line)
            {
                if (line.Trim() == "quit") break;
                if (!await ObeyAsync(store, line.Trim(), cancellationToken)) return 1;
            }

            return await FlushAsync(store, cancellationToken) ? 0 : 1;
        }
    }

    /// <returns>Whether to go on.</returns>
    private static async Task<bool> ObeyAsync(CounterStore store, string line, CancellationToken cancellationToken)
    {
        switch (line)
        {
            case "":
                return true;
            case "history":
                foreach (var update in store.History) Console.WriteLine($"{update.Stamp:S}  {update.Action}");
                return true;
            case "peers":
                foreach (var peer in store.Peers) Console.WriteLine($"{peer.Source:S}  {peer.Name}");
                return true;
            case ['+', .. var number] when TryParse(number, out var by):
                store.Dispatch(new Incremented(by));
                return true;
            case ['-', .. var number] when TryParse(number, out var by):
                store.Dispatch(new Incremented(unchecked(-by)));
                return true;
            case ['u', 'n', 't', 'i', 'l', ' ', .. var number] when TryParse(number, out var least):
                return await UntilAsync(store, least, cancellationToken);
            default:
                Console.Error.WriteLine($"'{line}' is no command, or its N is no whole number from {int.MinValue} to {int.MaxValue}. {Help}");
                return true;
        }
    }

    private static bool TryParse(string text, out int number) =>
        int.TryParse(text.AsSpan().Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private static async Task<bool> UntilAsync(CounterStore store, int least, CancellationToken cancellationToken)
    {
        try
        {
            await store.WhenAsync(() => store.State.Value >= least, cancellationToken).WaitAsync(UntilPatience, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            Console.Error.WriteLine($"The counter is {store.State.Value} after {UntilPatience.TotalSeconds} s, less than {least}.");
            return false;
        }
    }

    private static async Task<bool> FlushAsync(CounterStore store, CancellationToken cancellationToken)
    {
        try
        {
            await store.FlushAsync(cancellationToken).AsTask().WaitAsync(FlushPatience, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is TransportUnavailableException or TimeoutException)
        {
            var own = store.History.Count(update => update.Source == store.Source);
            if (own == 0) return true;
            Console.Error.WriteLine($"What this peer dispatched ({own} updates) could not be sent: {exception.Message}");
            return false;
        }
    }
}
