using Xunit;

namespace Scuttlegen.Crdt.Tests.Anomalies;

/// <summary>
/// A replica that lost its state and counts again under its old id counts below what others hold of it, and nothing of it shows. Here it is another source: a peer's next incarnation.
/// </summary>
public sealed class ReplicaIdReuseTests
{
    [Fact]
    public void PNCounter_of_a_new_incarnation_counts_beside_the_old_one()
    {
        // The same peer under a new incarnation: its log is lost, and its counts start at nothing. They are another source's.
        var before = PNCounter.Empty.Increment(Peers.Source(0), 7).Value;
        var again = PNCounter.Empty.Decrement(Peers.NextIncarnation(0), 2).Value;
        Assert.Equal(5, before.Merge(again).Value);

        // Under the old incarnation the new counts are the beginning of the old ones, and are lost: the reason for incarnations.
        Assert.Equal(7, before.Merge(PNCounter.Empty.Increment(Peers.Source(0), 2).Value).Value);
    }

    [Fact]
    public void ResettableCounter_of_a_new_incarnation_is_not_reset_by_what_observed_the_old_one()
    {
        var before = ResettableCounter.Empty.Increment(Peers.Source(0), 7).Value;
        var again = ResettableCounter.Empty.Increment(Peers.NextIncarnation(0), 2).Value;
        Assert.Equal(2, before.Reset().Value.Merge(again).Value);
    }

    [Fact]
    public void BoundedCounter_of_a_new_incarnation_has_no_rights_of_the_old_one()
    {
        var counter = BoundedCounter.Empty.Increment(Peers.Source(0), 5).Value;
        Assert.Throws<InsufficientRightsException>(() => counter.Decrement(Peers.NextIncarnation(0)));
    }

    [Fact]
    public void EWFlag_of_a_new_incarnation_is_enabled_although_the_old_ones_dots_were_seen()
    {
        var off = EWFlag.Empty.Enable(Peers.Dot(0, 5)).Value.Disable().Value;
        Assert.False(off.Enable(Peers.Dot(0, 1)).Value.IsEnabled);
        Assert.True(off.Enable(new Dot(Peers.NextIncarnation(0), 1, 0)).Value.IsEnabled);
    }

    [Fact]
    public void ORSet_of_a_new_incarnation_adds_although_the_old_ones_dots_were_seen()
    {
        var removed = ORSet<string>.Empty.Add("x", Peers.Dot(0, 5)).Value.Remove("x").Value;
        Assert.Empty(removed.Add("x", Peers.Dot(0, 1)).Value);
        Assert.Equal(["x"], removed.Add("x", new Dot(Peers.NextIncarnation(0), 1, 0)).Value);
    }

    [Fact]
    public void Two_writers_under_one_source_lose_the_smaller_count_and_one_of_them_can_see_it()
    {
        // A disk that was cloned, outside of a store; inside of one the feeds fork, which is proved, and one goes on under a new incarnation.
        var start = GCounter.Empty.Increment(Peers.Source(0), 10).Value;
        var one = start.Increment(Peers.Source(0), 3).Value;
        var other = start.Increment(Peers.Source(0), 5).Value;
        Assert.Equal(15u, one.Merge(other).Value);
        Assert.Equal(one.Merge(other), other.Merge(one));

        // Whoever finds more under its own source than it counted itself knows that another writes under it.
        Assert.True(one.Merge(other).CountOf(Peers.Source(0)) > one.CountOf(Peers.Source(0)));
    }

    [Fact]
    public void Two_writers_under_one_source_lose_what_they_added_under_one_dot_on_every_replica_alike()
    {
        var one = ORSet<string>.Empty.Add("one", Peers.Dot(0, 1)).Value;
        var other = ORSet<string>.Empty.Add("other", Peers.Dot(0, 1)).Value;
        Assert.Empty(one.Merge(other));
        Assert.Equal(one.Merge(other), other.Merge(one));

        // What either adds from now on, under dots that the other has not used, is there.
        Assert.Equal(["late"], one.Add("late", Peers.Dot(0, 7)).Value.Merge(other));
    }
}
