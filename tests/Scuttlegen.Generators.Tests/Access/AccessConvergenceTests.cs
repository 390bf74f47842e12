using Scuttlegen.Generators.Tests.Fixtures;
using Scuttlegen.Wire;
using static Scuttlegen.Generators.Tests.Access.AccessNet;

namespace Scuttlegen.Generators.Tests.Access;

/// <summary>Peers that were apart while roles changed agree when they meet; hostile ones get nowhere but where the guide says they do.</summary>
public sealed class AccessConvergenceTests
{
    [Fact]
    public void A_note_after_the_revocation_is_none_though_it_comes_first_and_one_before_it_counts_though_it_comes_last()
    {
        var net = new AccessNet(1);
        var (alice, bob, carol) = (net.Add(1), net.Add(2), net.Add(3));
        Write(alice, new AccessGranted(Id(2), AccessRole.Writer));
        net.Run();
        net.Cut(alice);
        net.Cut(bob);
        Write(bob, new Noted("early"));
        Write(alice, new Noted("one"));
        Write(alice, new Noted("two"));
        Write(alice, new AccessRevoked(Id(2)));
        for (var i = 0; i < 5; i++) Write(bob, new Noted("late"));
        Assert.Equal(6, bob.State.Notes.Length);

        // Carol hears of Bob's notes first, and takes all of them; then of the revocation.
        net.Heal();
        net.Cut(alice);
        net.Run();
        Assert.Equal(6, carol.State.Notes.Length);
        net.Heal();
        net.Run();
        net.AssertAll("01000000 one", "02000000 early", "01000000 two", "02000000 late");
        Assert.Equal(AccessRole.None, carol.State.Access.RoleOf(Id(2)));
    }

    [Fact]
    public void What_a_revoked_owner_granted_meanwhile_ends_alike_everywhere()
    {
        foreach (var keepGrants in new[] { true, false })
        {
            var net = new AccessNet(2);
            var (alice, bob, carol) = (net.Add(1), net.Add(2), net.Add(3));
            Write(alice, new AccessGranted(Id(2), AccessRole.Owner));
            net.Run();
            net.Cut(bob);
            net.Cut(carol);
            Write(bob, new AccessGranted(Id(3), AccessRole.Writer));
            for (var i = 0; i < 3; i++) Write(alice, new Noted("x"));
            Write(alice, new AccessRevoked(Id(2), keepGrants));
            for (var i = 0; i < 10; i++) Write(bob, new Torn(9));
            Write(bob, new AccessGranted(Id(4), AccessRole.Owner));
            net.Heal();
            net.Run();
            Write(carol, new Noted("of carol"));
            net.Run();

            // Its grant to Carol stands before the revocation, and goes with it unless it is to be kept; the one to 4 stands after it.
            string[] notes = ["01000000 x", "01000000 x", "01000000 x"];
            net.AssertAll(keepGrants ? [.. notes, "03000000 of carol"] : notes);
            Assert.Equal((keepGrants ? AccessRole.Writer : AccessRole.None, AccessRole.None), (alice.State.Access.RoleOf(Id(3)), alice.State.Access.RoleOf(Id(4))));
        }
    }

    [Fact]
    public void Nobody_lets_oneself_in()
    {
        var net = new AccessNet(3);
        var (alice, bob, mallory) = (net.Add(1), net.Add(2), net.Add(6));
        Write(alice, new AccessGranted(Id(2), AccessRole.Writer));
        net.Run();
        foreach (var hostile in new[] { bob, mallory })
        {
            // A writer is no owner, a stranger is nobody.
            var self = hostile.Self.Peer;
            foreach (var role in Enum.GetValues<AccessRole>()) Write(hostile, new AccessGranted(self, role));
            Write(hostile, new OwnershipTransferred(self));
            Write(hostile, new OwnershipTransferred(Id(7)));
            Write(hostile, new AccessGranted(Id(7), AccessRole.Writer));
            Write(hostile, new AccessRevoked(Id(1)));
            Write(hostile, new Retitled("mine"));
            Write(hostile, new Wiped());
        }

        Write(bob, new AccessRevoked(Id(6)));
        Write(mallory, new AccessRevoked(Id(6)));
        Write(mallory, new AccessRevoked(Id(2)));
        Write(mallory, new Noted("spam"));
        net.Run();
        var access = alice.State.Access;
        Assert.Equal(new AccessGrant(AccessRole.Writer, Id(1)), Assert.Single(access.Grants).Value);
        Assert.Equal((Id(1), "home"), (access.RootOwner, alice.State.Title));
        net.AssertAll();
    }

    [Fact]
    public void Of_two_owners_only_the_one_above_revokes_the_other()
    {
        var net = new AccessNet(4);
        var (alice, bob, carol) = (net.Add(1), net.Add(2), net.Add(3));
        Write(alice, new AccessGranted(Id(2), AccessRole.Owner));
        net.Run();
        Write(bob, new AccessGranted(Id(3), AccessRole.Owner));
        net.Run();

        // All at the same time, each against the others: under an old time Carol would be first.
        var early = net.Add(3);
        net.Cut(early);
        Write(early, new AccessRevoked(Id(2)));
        Write(carol, new AccessRevoked(Id(2)));
        Write(carol, new AccessRevoked(Id(1)));
        Write(bob, new AccessRevoked(Id(1)));
        Write(bob, new AccessRevoked(Id(3)));
        net.Heal();
        net.Run();
        net.AssertAll();
        var access = alice.State.Access;
        Assert.Equal((AccessRole.Owner, AccessRole.Owner, AccessRole.None), (access.RoleOf(Id(1)), access.RoleOf(Id(2)), access.RoleOf(Id(3))));
    }

    /// <summary>What the guide says cannot be prevented: it must not become worse unnoticed, and the guide not better than the truth.</summary>
    [Fact]
    public void A_revoked_writer_writes_into_the_past_and_grants_nothing_there()
    {
        var net = new AccessNet(5);
        var (alice, bob) = (net.Add(1), net.Add(2));
        Write(alice, new Noted("a"));
        Write(alice, new AccessGranted(Id(2), AccessRole.Writer));
        Write(alice, new Noted("b"));
        Write(alice, new AccessRevoked(Id(2)));
        Write(alice, new Noted("c"));
        net.Run();

        // Another incarnation of Bob, which knows nothing: its clock begins at 1. The second update stands after the grant, the fourth after the revocation.
        var old = net.Add(2);
        net.Cut(old);
        foreach (var text in new[] { "before the grant", "back-dated", "back-dated too", "after", "after" }) Write(old, new Noted(text));
        Write(old, new AccessGranted(Id(2), AccessRole.Owner));
        net.Heal();
        net.Run();
        net.AssertAll("01000000 a", "02000000 back-dated", "01000000 b", "02000000 back-dated too", "01000000 c");
        Assert.Equal(AccessRole.None, bob.State.Access.RoleOf(Id(2)));
    }

    [Fact]
    public void What_a_revoked_owner_granted_under_an_old_time_goes_with_it()
    {
        var net = new AccessNet(6);
        var alice = net.Add(1);
        Write(alice, new AccessGranted(Id(2), AccessRole.Owner));
        for (var i = 0; i < 8; i++) Write(alice, new Noted("x"));
        Write(alice, new AccessRevoked(Id(2)));
        net.Run();

        // Bob makes his friends owners in the past, and they theirs, before anybody was revoked.
        var (bob, friend) = (net.Add(2), net.Add(7));
        net.Cut(bob);
        net.Cut(friend);
        for (var i = 0; i < 3; i++) Write(bob, new AccessGranted(Id(7), AccessRole.Owner));
        for (var i = 0; i < 4; i++) Write(friend, new Torn(9));
        Write(friend, new AccessGranted(Id(8), AccessRole.Owner));
        Write(friend, new AccessGranted(Id(9), AccessRole.Writer));
        net.Heal();
        net.Run();
        Assert.All([2, 7, 8, 9], number => Assert.Equal(AccessRole.None, alice.State.Access.RoleOf(Id((byte)number))));
        Assert.Contains(Id(9), alice.State.Access.Grants.Keys);
        net.AssertAll([.. Enumerable.Repeat("01000000 x", 8)]);
    }

    [Fact]
    public void A_grant_of_another_store_is_none_here()
    {
        // The same owner and the same peers, another store.
        var elsewhere = Genesis.Create(Id(1), "club", AccessRole.None, new byte[Genesis.NonceSize]);
        var club = new AccessNet(7);
        var (owner, guest) = (club.Add(1, elsewhere), club.Add(2, elsewhere));
        Write(owner, new AccessGranted(Id(2), AccessRole.Owner));
        var frames = owner.Outgoing.Select(frame => frame.Frame).ToList();
        club.Run();
        Assert.Equal(AccessRole.Owner, guest.State.Access.RoleOf(Id(2)));

        var net = new AccessNet(8);
        var alice = net.Add(1);
        Assert.NotEmpty(frames);
        foreach (var frame in frames) alice.Receive(frame, TimeSpan.Zero);

        // Under this store's id, the chain of the feed's first batch still begins with the other's.
        var section = new Section(FeedOf(owner), 0, 1);
        alice.Receive(LiveMessage.ToFrame(alice.StoreId, owner.Self, section), TimeSpan.Zero);
        net.Run();
        Assert.Equal((0, AccessRole.None), (alice.UpdateCount, alice.State.Access.RoleOf(Id(2))));
        Assert.True(alice.GetStatistics().FramesRefused > 0);
    }

    [Theory]
    [InlineData(AccessRole.None, false)]
    [InlineData(AccessRole.Reader, false)]
    [InlineData(AccessRole.Writer, true)]
    public void The_genesis_says_what_everybody_else_may(AccessRole others, bool mayWrite)
    {
        var net = new AccessNet(9, others);
        var (alice, stranger) = (net.Add(1), net.Add(5));
        Write(stranger, new Noted("hello"));
        Write(stranger, new Knocked("stranger"));
        net.Run();
        net.AssertAll(mayWrite ? ["05000000 hello"] : []);
        Assert.Equal((others, mayWrite), (alice.State.Access.RoleOf(Id(5)), alice.State.Access.MayWrite(Id(5))));
        Assert.Equal("stranger", Assert.Single(alice.State.Knocks));

        // Who is shut out stays out, also where everybody may write; nobody else gives a role up that it was not given.
        Write(stranger, new AccessRevoked(Id(5)));
        net.Run();
        Assert.Empty(alice.State.Access.Grants);
        Write(alice, new AccessRevoked(Id(5)));
        net.Run();
        Write(stranger, new Noted("again"));
        net.Run();
        net.AssertAll(mayWrite ? ["05000000 hello"] : []);
    }

    [Fact]
    public void An_owner_moves_to_a_new_key_and_keeps_its_place()
    {
        var net = new AccessNet(10);
        var (alice, bob, tablet) = (net.Add(1), net.Add(2), net.Add(4));
        Write(alice, new AccessGranted(Id(2), AccessRole.Owner));
        net.Run();
        Write(alice, new OwnershipTransferred(Id(2)));
        Write(alice, new OwnershipTransferred(Id(4)));
        net.Run();
        Write(alice, new AccessRevoked(Id(2)));
        Write(alice, new Noted("still a writer"));
        net.Run();
        Assert.Equal((Id(4), AccessRole.Owner, AccessRole.Writer), (tablet.State.Access.RootOwner, bob.State.Access.RoleOf(Id(2)), bob.State.Access.RoleOf(Id(1))));
        Write(tablet, new AccessRevoked(Id(2)));
        Write(tablet, new AccessRevoked(Id(4)));
        net.Run();
        net.AssertAll("01000000 still a writer");
        Assert.Equal((AccessRole.None, AccessRole.Owner), (bob.State.Access.RoleOf(Id(2)), bob.State.Access.RoleOf(Id(4))));
    }

    [Fact]
    public void Any_peer_gives_up_the_role_it_was_given()
    {
        var net = new AccessNet(11);
        var (alice, bob) = (net.Add(1), net.Add(2));
        Write(alice, new AccessGranted(Id(2), AccessRole.Writer));
        net.Run();
        Write(bob, new AccessRevoked(Id(2)));
        Write(bob, new Noted("gone"));
        net.Run();
        net.AssertAll();
        Assert.Equal(new AccessGrant(AccessRole.None, Id(2)), alice.State.Access.Grants[Id(2)]);
    }

    private static Feed FeedOf(Replica<Notebook> peer)
    {
        var sources = new SourceTable();
        var feeds = new FeedSet(peer.StoreId, peer.Self.Peer, sources, ulong.MaxValue);
        var feed = feeds.GetOrAdd(peer.Self);
        var builder = new BatchBuilder();
        var update = peer.GetHistory().Single();
        var writer = new CborWriter(new byte[256]);
        ActionCodec.Write(ref writer, (AccessGranted)update.Action!);
        Assert.True(builder.TryAdd("access.granted", update.Stamp.Time, 0, writer.Written));
        feeds.Append(feed, builder.Seal(1));
        return feed;
    }
}
