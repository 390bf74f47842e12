using Scuttlegen.Testing;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

public sealed class ORSetHistoryTests : HistoryTests<ORSet<string>, ORSet<string>.Delta, Tagged>
{
    private protected override void Act(Cluster<ORSet<string>, ORSet<string>.Delta, Tagged> cluster, Cluster<ORSet<string>, ORSet<string>.Delta, Tagged>.Replica replica, int verb, int first, int second)
    {
        var element = $"e{first % 4}";
        if (verb <= 3)
        {
            Add(cluster, replica, element, replica.NextDot(second % 3));
            // One update, several adds.
            if (verb == 3) Add(cluster, replica, $"e{second % 4}", replica.Author.NextDot());
            return;
        }

        Tagged[] alive = [.. Tagged.Alive(replica.Known).Where(happened => happened.What == "+" + element)];
        var fresh = Tuple.Create(CodecLaws.Decode<ORSet<string>.Removal>(CodecLaws.Encode(replica.Value.Observe(element))), alive);
        var recalled = replica.Recall(fresh, second / 3);
        cluster.Apply(replica, replica.Value.Remove(recalled.Item1), new Tagged("-", replica.Source, recalled.Item2));
        if (ReferenceEquals(recalled, fresh)) Assert.DoesNotContain(element, replica.Value);
    }

    private protected override void Check(ORSet<string> value, HashSet<Tagged> known)
    {
        var expected = Tagged.Alive(known).Where(static happened => happened.What[0] == '+').Select(static happened => happened.What[1..]).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(expected, value);
        Assert.Equal(value.ToArray().Length, value.Count);
    }

    private protected override void CheckSettled(ORSet<string> value)
    {
        foreach (var seen in value.Context.InNoOrder) Assert.True(seen.Value.Cloud.IsEmpty, "every delta arrived, and yet a gap is left: the context is no version vector");
    }

    private static void Add(Cluster<ORSet<string>, ORSet<string>.Delta, Tagged> cluster, Cluster<ORSet<string>, ORSet<string>.Delta, Tagged>.Replica replica, string element, Dot dot)
    {
        Tagged[] own = [.. Tagged.Alive(replica.Known).Where(happened => happened.What == "+" + element && happened.By == replica.Source)];
        cluster.Apply(replica, replica.Value.Add(element, dot), new Tagged("+" + element, replica.Source, own));
        Assert.Contains(element, replica.Value);
    }
}
