using System.Globalization;
using ChaosPeer;
using Scuttlegen;
using Scuttlegen.Nats;

// ChaosPeer <log> <NATS address> <name> <seed>
//
// Commands, one per line:     Answers:
//   go                          ack <id>, for each update that is durable
//   quiet                       quiet, when nothing is on its way any more
//   state                       state <updates> <count> <hash>
//   dump <file>                 dumped: the file has a line per update of the history: its stamp, its action
//   quit
const int Dispatchers = 3;

var (path, url, name) = (args[0], args[1], args[2]);
var random = new Random(int.Parse(args[3], CultureInfo.InvariantCulture));
var output = Console.Out;
await using var store = await TallyStore.OpenAsync(o => o.AllowUnsigned().UseSqlite(path).UseNats(url) with { PeerName = name });
using var events = store.SubscribeToEvents(happened => Console.Error.WriteLine($"{name}: {happened.Message}"));
var dispatching = Task.CompletedTask;
using var stop = new CancellationTokenSource();

// Another life writes other names.
var life = $"{name}-{store.History.Count}-{Environment.ProcessId}";
Say($"up {store.Source}");
while (await Console.In.ReadLineAsync() is { } line && line != "quit")
{
    switch (line.Split(' ', 2))
    {
        case ["go"]:
            dispatching = Task.WhenAll(Enumerable.Range(0, Dispatchers).Select(DispatchAsync));
            break;
        case ["quiet"]:
            await stop.CancelAsync();
            await dispatching;
            Say("quiet");
            break;
        case ["state"]:
            // One after the other: asked again until it is still, they agree.
            Say($"state {store.History.Count} {store.State.Count} {store.State.Hash:x16}");
            break;
        case ["dump", var file]:
            await File.WriteAllLinesAsync(file, store.History.Select(update => $"{update.Stamp} {((Happened)update.Action!).Id}"));
            Say("dumped");
            break;
        default:
            throw new ArgumentException($"'{line}' is no command.");
    }
}

async Task DispatchAsync(int dispatcher)
{
    for (var n = 0; !stop.IsCancellationRequested; n++)
    {
        var id = $"{life}-{dispatcher}-{n}";
        await store.DispatchAsync(new Happened(id));
        Say($"ack {id}");

        // No synchronisation: how often something happens.
        int pause;
        lock (random) pause = random.Next(1, 30);
        await Task.Delay(pause);
    }
}

void Say(string line)
{
    // Whole and at once: the process may be gone the next moment.
    lock (output)
    {
        output.WriteLine(line);
        output.Flush();
    }
}
