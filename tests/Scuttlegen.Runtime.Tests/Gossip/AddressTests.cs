using Scuttlegen.Wire;

namespace Scuttlegen.Tests.Gossip;

/// <summary>Nobody turns a peer's answers on somebody else: whoever asks shows first that it reads what is sent to the address in whose name it asks.</summary>
public class AddressTests
{
    private static readonly Source Victim = Lab.SourceOf(9);

    private readonly Replica<Ledger> _replica = new(new LedgerTable(), Lab.Store, Lab.SourceOf(1), new StoreOptions(), new Random(1));

    private static TimeSpan Now => TimeSpan.FromSeconds(1);

    public AddressTests()
    {
        _replica.Tick(TimeSpan.Zero);
        for (var i = 0; i < 1000; i++) _replica.Dispatch(LedgerTable.AddedKind, new Added(i), 0);
        _replica.EndTurn(TimeSpan.Zero);
        _replica.Stored();
        _replica.Outgoing.Clear();
    }

    private static GreetingMessage Greeting(byte[] frame)
    {
        var reader = SentFrame.MessageOf(frame);
        return GreetingMessage.Read(ref reader);
    }

    public static TheoryData<string> Questions => ["pull", "pull with a guess", "probe", "greeting", "heartbeat", "forked batch"];

    private static byte[] Question(string question) => question switch
    {
        "pull" => new PullMessage(1, uint.MaxValue, null, null, []).ToFrame(Lab.Store, Victim),
        "pull with a guess" => new PullMessage(1, uint.MaxValue, null, null, []) { Token = 42 }.ToFrame(Lab.Store, Victim),
        "probe" => new ProbeMessage(Lab.SourceOf(1), 0, [new Boundary(1, 42)]).ToFrame(Lab.Store, Victim),
        "greeting" => new GreetingMessage(42, 42, Asks: true).ToFrame(Lab.Store, Victim),
        "heartbeat" => new HeartbeatMessage(42, default, null, null, 7).ToFrame(Lab.Store, Victim),
        _ => Author.Live(Victim, Lab.SourceOf(1), new Author(Lab.SourceOf(2)).Hashes[0], Author.Unsigned(new Author(Lab.SourceOf(1)).Next())),
    };

    /// <summary>What is sent to an address that has shown nothing is a greeting, and no longer than what was sent in its name.</summary>
    [Theory]
    [MemberData(nameof(Questions))]
    public void In_another_s_name_nobody_gets_more_sent_to_it_than_he_sends(string question)
    {
        var frame = Question(question);
        var (asked, sent) = (0, 0);
        for (var (i, now) = (0, Now); i < 20; i++, now += TimeSpan.FromSeconds(10))
        {
            _replica.Receive(frame, now);
            asked += frame.Length;
            _replica.Tick(now);
            _replica.Tick(now + TimeSpan.FromSeconds(1));
            _replica.EndTurn(now);
            var toVictim = _replica.Outgoing.Where(item => item.Peer == Victim).Select(item => item.Frame).ToList();
            Assert.All(toVictim, answer => Assert.Equal(MessageType.Greeting, SentFrame.TypeOf(answer)));
            sent += toVictim.Sum(static answer => answer.Length);
            _replica.Outgoing.Clear();
        }

        Assert.InRange(sent, 0, asked);
    }

    [Fact]
    public void Whoever_shows_the_token_is_answered_in_full()
    {
        _replica.Receive(Question("pull"), Now);
        var greeting = Greeting(Assert.Single(_replica.Outgoing).Frame);
        _replica.Outgoing.Clear();
        _replica.Receive((new PullMessage(1, uint.MaxValue, null, null, []) { Token = greeting.Token }).ToFrame(Lab.Store, Victim), Now);
        Assert.Equal(MessageType.Reply, SentFrame.TypeOf(Assert.Single(_replica.Outgoing).Frame));
    }

    /// <summary>A token is for one address and one session.</summary>
    [Fact]
    public void Another_s_token_is_none()
    {
        var other = new Replica<Ledger>(new LedgerTable(), Lab.Store, Lab.SourceOf(1), new StoreOptions(), new Random(2));
        foreach (var token in new[] { _replica.TokenFor(Lab.SourceOf(8)), other.TokenFor(Victim) })
        {
            _replica.Outgoing.Clear();
            _replica.Receive((new PullMessage(1, uint.MaxValue, null, null, []) { Token = token }).ToFrame(Lab.Store, Victim), Now);
            Assert.Equal(MessageType.Greeting, SentFrame.TypeOf(Assert.Single(_replica.Outgoing).Frame));
        }
    }

    /// <summary>A wrong token in a peer's name does not take the place of the right one.</summary>
    [Fact]
    public void Nobody_spoils_what_a_peer_was_given()
    {
        Acquaintance.Of(_replica, Victim);
        for (var token = 2UL; token < 10; token++) _replica.Receive(new GreetingMessage(token, 42, Asks: true).ToFrame(Lab.Store, Victim), Now);
        _replica.Outgoing.Clear();
        _replica.Receive(new HeartbeatMessage(42, default, null, null).ToFrame(Lab.Store, Victim), Now);
        _replica.Tick(Now + TimeSpan.FromSeconds(1));
        var reader = SentFrame.MessageOf(_replica.Outgoing.Select(static item => item.Frame).Single(static frame => SentFrame.TypeOf(frame) == MessageType.Pull));
        Assert.Equal(1UL, PullMessage.Read(ref reader).Token);
    }

    /// <summary>Two peers that have not met agree after one greeting more each; one that was restarted gives another token, and nothing waits for a timeout.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Peers_that_are_restarted_greet_anew(int seed)
    {
        var lab = new Lab(seed);
        var (a, b) = (lab.Add(1), lab.Add(2));
        for (var i = 0; i < 3; i++)
        {
            a.Write(i);
            b.Write(i);
            (i == 1 ? b : a).Crash();
            (i == 1 ? b : a).Start();
            lab.Run(1.2);
            lab.AssertAgree();
        }
    }

    /// <summary>A disk was copied, and both machines are on: their tokens differ, and whoever talks with both goes on talking, and sends no more than usual.</summary>
    [Fact]
    public void Two_processes_at_one_address_are_told_apart_without_greeting_for_ever()
    {
        var lab = new Lab(7);
        var (a, x) = (lab.Add(1), lab.Add(2));
        x.Write(1);
        lab.Run(2);
        var clone = lab.Add(x.Disk.Copy());
        a.Write(2);
        var before = lab.FramesSent;
        lab.Run(3);
        Assert.InRange(lab.FramesSent - before, 1, 300);
        clone.Write(3);
        x.Write(4);
        lab.Run(20);
        lab.AssertAgree();
    }

    /// <summary>Addresses that never answer drive out others at most for a greeting.</summary>
    [Fact]
    public void What_is_remembered_is_bounded()
    {
        var addresses = new Scuttlegen.Gossip.Addresses(new byte[32], most: 10, new Random(1));
        for (var i = 0; i < 1000; i++) addresses.Note(Lab.SourceOf(1) with { Incarnation = (ulong)i }, 7);
        Assert.Equal(10, Enumerable.Range(0, 1000).Count(i => addresses.TokenOf(Lab.SourceOf(1) with { Incarnation = (ulong)i }) is not null));
    }
}
