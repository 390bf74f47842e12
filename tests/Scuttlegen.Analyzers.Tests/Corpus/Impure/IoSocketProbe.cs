// SCUT1003: a socket is opened to see whether the player is reachable
using System.Net.Sockets;

public static class Reachability
{
    public static bool Probe(string host)
    {
        using var client = new TcpClient(host, 7777);
        return client.Connected;
    }
}

public sealed record Seat(string Host, bool Live);
public sealed record Sat(string Host);

public static class SeatReducers
{
    [Reducer]
    public static Seat Apply(Seat state, Sat action) => new(action.Host, Reachability.Probe(action.Host)); // here
}
