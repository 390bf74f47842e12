using Scuttlegen.Wire;

namespace Scuttlegen.Gossip;

/// <content>Greetings: before anybody is asked, or answered, each of the two shows that it reads what the other sends to it.</content>
internal sealed partial class GossipProtocol
{
    private readonly Addresses _addresses;

    /// <summary>What whoever asks this peer from that address has to show.</summary>
    public ulong TokenFor(Source peer) => _addresses.TokenFor(peer);

    /// <summary>Gives a peer its token.</summary>
    /// <param name="peer">The peer.</param>
    /// <param name="shown">The token that it gave.</param>
    /// <param name="asks">Whether it has yet to show the one that it gets.</param>
    private void Greet(Source peer, ulong? shown, bool asks)
    {
        if (_replyBytes >= MaxReplyBytesPerTurn) return;
        var frame = new GreetingMessage(_addresses.TokenFor(peer), shown, asks).ToFrame(_store, _self);
        _replyBytes += frame.Length;
        _host.Send(peer, frame);
    }

    private void ReceiveGreeting(Source from, GreetingMessage greeting, TimeSpan now)
    {
        var wasProven = _addresses.IsProven(from);
        var isProven = _addresses.IsProof(from, greeting.Shown);
        var isNews = isProven && _addresses.Note(from, greeting.Token);

        // Shown is what was just given: what was known before may be of an earlier session. Processes may share an address until they notice, so whoever was shown its token before does not mind that another's is
        // shown now: else greetings would go round for ever.
        if (greeting.Asks || !(isProven || wasProven)) Greet(from, greeting.Token, asks: !isProven && (greeting.Shown is null || !wasProven));
        if (isProven && _pull is { } pull && pull.From == from && (pull.IsGreeting || (isNews && !pull.IsRestarted))) StartPull(from, pull.First, now, isRestarted: true);
    }

    /// <summary>Whether whoever asks reads what is sent to its address. If that is not known, it is greeted, which is hardly longer than the shortest question.</summary>
    private bool IsProven(Source from, ulong? token)
    {
        if (_addresses.IsProof(from, token)) return true;
        Greet(from, _addresses.TokenOf(from), asks: true);
        return false;
    }
}
