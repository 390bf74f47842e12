using Scuttlegen.Wire;

namespace Scuttlegen.Gossip;

/// <content>Greetings: before anybody is asked, or answered, each of the two shows that it reads what the other sends to it.</content>
internal sealed partial class GossipProtocol
{
    private readonly Addresses _addresses;

    /// <summary>What whoever asks this peer from that address has to show.</summary>
    public ulong TokenFor(Source peer) => _addresses.TokenFor(peer);

    private void Greet(Source peer)
    {
        if (_replyBytes >= MaxReplyBytesPerTurn) return;
        var frame = new GreetingMessage(_addresses.TokenFor(peer), _addresses.TokenOf(peer)).ToFrame(_store, _self);
        _replyBytes += frame.Length;
        _host.Send(peer, frame);
    }

    private void ReceiveGreeting(Source from, GreetingMessage greeting, TimeSpan now)
    {
        var isProven = _addresses.IsProof(from, greeting.Shown);
        var isNews = _addresses.Note(from, greeting.Token, isProven);

        // Whoever has another token than before waits to be shown it. It ends there: the next one is no news.
        if (!isProven || isNews) Greet(from);
        if (isProven && _pull is { } pull && pull.From == from && (pull.IsGreeting || isNews)) StartPull(from, pull.First, now);
    }

    /// <summary>Whether whoever asks reads what is sent to its address. If that is not known, it is greeted, which is no longer than what it sent.</summary>
    private bool IsProven(Source from, ulong? token)
    {
        if (_addresses.IsProof(from, token))
        {
            _addresses.NoteProof(from);
            return true;
        }

        Greet(from);
        return false;
    }
}
