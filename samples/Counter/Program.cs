using System.CommandLine;
using Counter;
using Scuttlegen;

var nats = new Option<string?>("--nats")
{
    Description = "Gossip over this NATS server and read commands from standard input, e.g. nats://127.0.0.1:4222. Without it, --listen and --dial: three peers in this process.",
};
var listen = new Option<ushort?>("--listen")
{
    Description = "Gossip without a broker: take TCP connections on this port of this machine's loopback interface.",
};
var dial = new Option<string[]>("--dial")
{
    Description = "Gossip without a broker: keep a TCP connection to this address, e.g. 127.0.0.1:7400. May be given several times.",
};
var name = new Option<string?>("--name")
{
    Description = "The name shown to the other peers, at most 64 characters. Needs --nats, --listen or --dial.",
};
name.Validators.Add(result =>
{
    if (result.GetValueOrDefault<string?>() is { Length: > 64 or 0 }) result.AddError("--name takes 1 to 64 characters.");
    if (result.GetResult(nats) is null && result.GetResult(listen) is null && result.GetResult(dial) is null)
        result.AddError("--name needs --nats, --listen or --dial: it names the peer to the others.");
});

var command = new RootCommand("A counter that any number of peers increment, online or offline, and that ends up the same on all of them.") { nats, listen, dial, name };
command.Validators.Add(result =>
{
    if (result.GetResult(nats) is not null && (result.GetResult(listen) is not null || result.GetResult(dial) is not null))
        result.AddError("--nats goes over a broker, --listen and --dial go without: use one or the other.");
});
command.SetAction((arguments, cancellationToken) =>
{
    var port = arguments.GetValue(listen);
    var addresses = arguments.GetValue(dial) ?? [];
    Func<StoreOptions, StoreOptions>? transport = null;
    if (arguments.GetValue(nats) is { } url) transport = o => o.UseNats(url);
    else if (port is not null || addresses.Length > 0) transport = o => o.UseTcp(port is null ? null : $"127.0.0.1:{port}", addresses);
    return transport is null
        ? ThreePeers.RunAsync(cancellationToken)
        : InteractivePeer.RunAsync(transport, arguments.GetValue(name), Console.In, cancellationToken);
});
return await command.Parse(args).InvokeAsync();
