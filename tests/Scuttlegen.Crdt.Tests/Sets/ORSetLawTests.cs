using CsCheck;
using Scuttlegen.Testing;
using Xunit;

namespace Scuttlegen.Crdt.Tests;

/// <summary>Random histories of several replicas that exchange deltas in any order, and whole values, against the oracle and the laws.</summary>
public sealed class ORSetLawTests
{
    private const int Replicas = 4;

    private static readonly Gen<(int Replica, int Verb, int Element, int Other)[]> Histories =
        Gen.Select(Gen.Int[0, Replicas - 1], Gen.Int[0, 11], Gen.Int[0, 4], Gen.Int[0, 1000]).Array[0, 40];

    [Fact]
    public void Replicas_agree_with_the_oracle_whatever_they_hear_of() => Histories.Sample(
        steps =>
        {
            var history = new History();
            foreach (var step in steps) history.Run(step);
        },
        iter: 1_500);

    [Fact]
    public void Replicas_that_heard_of_everything_are_equal_and_their_contexts_are_version_vectors() => Histories.Sample(
        steps =>
        {
            var history = new History();
            foreach (var step in steps) history.Run(step);
            history.DeliverEverything(new Random(steps.Length));
            foreach (var replica in history.Peers)
            {
                Assert.Equal(history.Peers[0].Value, replica.Value);
                Assert.Equal(CodecLaws.Encode(history.Peers[0].Value), CodecLaws.Encode(replica.Value));
                foreach (var seen in replica.Value.Context) Assert.True(seen.Value.Cloud.IsEmpty, "every delta arrived, and yet a gap is left");
            }
        },
        iter: 800);

    [Fact]
    public void Values_form_a_semilattice() => Histories.Sample(
        steps =>
        {
            var history = new History();
            foreach (var step in steps) history.Run(step);
            CrdtLaws.CheckValues([.. history.Peers.Select(static peer => peer.Value)]);
        },
        iter: 300);

    [Fact]
    public void Deltas_form_a_semilattice() => Histories.Sample(
        steps =>
        {
            var history = new History();
            foreach (var step in steps) history.Run(step);
            var random = new Random(steps.Length);
            var deltas = history.Log.Select(static entry => entry.Delta).ToArray();
            random.Shuffle(deltas);
            CrdtLaws.CheckValues([.. deltas.Take(5), deltas.Skip(3).Take(6).Aggregate(ORSet<string>.Delta.Empty, static (all, next) => all.Merge(next))]);
        },
        iter: 200);

    [Fact]
    public void Deltas_may_come_in_any_order_grouping_and_number() => Histories.Sample(
        steps =>
        {
            var history = new History();
            foreach (var step in steps) history.Run(step);
            var random = new Random(steps.Length);
            foreach (var peer in history.Peers)
                CrdtLaws.CheckDeltas(peer.Value, [.. history.Log.Where(_ => random.Next(3) > 0).Select(static entry => entry.Delta)], random.Next());
        },
        iter: 500);

    private sealed class Replica(int number)
    {
        public Source Source { get; } = Tests.Peers.Source(number);

        public ulong Sequence { get; set; }

        public ORSet<string> Value { get; set; } = ORSet<string>.Empty;

        public ORSetOracle Oracle { get; } = new();
    }

    private sealed class History
    {
        public Replica[] Peers { get; } = [.. Enumerable.Range(0, Replicas).Select(static number => new Replica(number))];

        public List<(ORSet<string>.Delta Delta, ORSetOracle.Event Happened)> Log { get; } = [];

        public void Run((int Replica, int Verb, int Element, int Other) step)
        {
            var peer = Peers[step.Replica];
            var element = "abcde"[step.Element].ToString();
            switch (step.Verb)
            {
                case 0 or 1 or 2:
                    peer.Sequence++;
                    Add(peer, element, 0);
                    break;
                case 3:
                    // One update, several adds, and numbers skipped.
                    peer.Sequence++;
                    Add(peer, element, (uint)(step.Other % 3));
                    Add(peer, "abcde"[(step.Element + 1) % 5].ToString(), (uint)(step.Other % 3) + 1 + (uint)(step.Other % 2));
                    break;
                case 4:
                    // Updates that make no dots here.
                    peer.Sequence += (ulong)step.Other % 50;
                    break;
                case 5 or 6:
                    Remove(peer, element);
                    break;
                case 7 or 8 or 9 when Log.Count > 0:
                    var (delta, happened) = Log[step.Other % Log.Count];
                    peer.Value = peer.Value.MergeDelta(delta);
                    peer.Oracle.Learn(happened);
                    break;
                case 10:
                    var other = Peers[step.Other % Replicas];
                    peer.Value = peer.Value.Merge(other.Value);
                    peer.Oracle.Learn(other.Oracle);
                    break;
            }

            Assert.Equal(peer.Oracle.Elements, peer.Value);
        }

        public void DeliverEverything(Random random)
        {
            foreach (var peer in Peers)
            {
                var log = Log.ToArray();
                random.Shuffle(log);
                foreach (var (delta, happened) in log)
                {
                    peer.Value = peer.Value.MergeDelta(delta);
                    peer.Oracle.Learn(happened);
                    Assert.Equal(peer.Oracle.Elements, peer.Value);
                }
            }
        }

        private void Add(Replica peer, string element, uint n)
        {
            var dot = new Dot(peer.Source, peer.Sequence, n);
            Apply(peer, peer.Value.Add(element, dot), peer.Oracle.Add(element, dot));
            Assert.Contains(element, peer.Value);
        }

        private void Remove(Replica peer, string element)
        {
            Apply(peer, peer.Value.Remove(element), peer.Oracle.Remove(element));
            Assert.DoesNotContain(element, peer.Value);
        }

        private void Apply(Replica peer, Mutation<ORSet<string>, ORSet<string>.Delta> mutation, ORSetOracle.Event happened)
        {
            CrdtLaws.CheckMutation(peer.Value, mutation);
            peer.Value = mutation.Value;
            Log.Add((mutation.Delta, happened));
        }
    }
}
