using System.CommandLine;
using Counter;

var nats = new Option<string?>("--nats")
{
    Description = "Gossip over this NATS server and read commands from standard input, e.g. nats://127.0.0.1:4222. Without it: three peers in this process.",
};
var name = new Option<string?>("--name")
{
    Description = "The name shown to the other peers, at most 64 characters. Needs --nats.",
};
name.Validators.Add(result =>
{
    if (result.GetValueOrDefault<string?>() is { Length: > 64 or 0 }) result.AddError("--name takes 1 to 64 characters.");
    if (result.GetResult(nats) is null) result.AddError("--name needs --nats: it names the peer to the others.");
});

var command = new RootCommand("A counter that any number of peers increment, online or offline, and that ends up the same on all of them.") { nats, name };
command.SetAction((arguments, cancellationToken) => arguments.GetValue(nats) is { } url
    ? InteractivePeer.RunAsync(url, arguments.GetValue(name), Console.In, cancellationToken)
    : ThreePeers.RunAsync(cancellationToken));
return await command.Parse(args).InvokeAsync();
