namespace Scuttlegen.Tests.Gossip;

/// <summary>What a peer has after reading back what it stored is what it had.</summary>
public class ReloadTests
{
    [Fact]
    public void A_peer_that_is_opened_again_has_exactly_what_it_had()
    {
        var (frozen, reissued, portions) = (0, 0, 0);
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var lab = new Lab(seed);
            List<Lab.Peer> peers = [lab.Add(1), lab.Add(2), lab.Add(3)];
            var backups = peers.ConvertAll(peer => peer.Disk.Copy());
            var next = 0L;
            for (var step = 0; step < 25; step++)
            {
                var at = random.Next(peers.Count);
                switch (random.Next(7))
                {
                    case 0 or 1: peers[at].Write(++next, ++next); break;
                    case 2: WriteMany(peers[at], seed == 0 ? 9000 : 20); break;
                    case 3: lab.Cut(peers[at], peers[(at + 1) % 3]); break;
                    case 4: lab.Heal(); break;
                    case 5: backups[at] = peers[at].Disk.Copy(); break;
                    default:
                        peers[at].Start(backups[at].Copy());
                        peers[at].Write(++next);
                        break;
                }

                lab.Run(random.NextDouble());
                if (step % 4 == 0) peers.ForEach(peer => AssertReloads(peer, seed));
            }

            frozen += peers.Max(peer => peer.Disk.Proofs.Count);
            reissued += peers.Sum(peer => peer.Count<UpdatesReissued>());
            portions += peers.Max(peer => peer.Replica.UpdateCount) > 16 * 1024 ? 1 : 0;
        }

        Assert.True(frozen > 20 && reissued > 20 && portions > 0, $"{frozen} forks, {reissued} re-issues, {portions} loads in portions");
    }

    [Fact]
    public void A_damaged_body_is_found_when_it_is_loaded_also_beyond_the_end_of_a_frozen_feed()
    {
        var lab = new Lab(1);
        var (a, b) = (lab.Add(1), lab.Add(2));
        var backup = a.Disk.Copy();
        a.Write(1, 2);
        lab.Run(1);
        a.Start(backup);
        a.Write(3, 4);
        lab.Run(5);
        Assert.NotEmpty(b.Disk.Proofs);

        for (var at = 0; at < b.Disk.Batches.Count; at++)
        {
            var disk = b.Disk.Copy();
            disk.Batches[at] = disk.Batches[at] with { Body = disk.Batches[at].Body[..^1] };
            var replica = new Replica<Ledger>(new LedgerTable(), Lab.Store, disk.Self, new StoreOptions(), new Random(1));
            foreach (var proof in disk.Proofs.Values) replica.LoadProof(proof);
            Assert.Throws<InvalidDataException>(() => disk.Batches.ForEach(replica.Load));
        }
    }

    private static void WriteMany(Lab.Peer peer, int count)
    {
        for (var i = 0; i < count; i++) peer.Replica.Dispatch(LedgerTable.AddedKind, new Added(i), 0);
    }

    private static void AssertReloads(Lab.Peer peer, int seed)
    {
        // Whatever waits for the end of a pull is merged now, and stored.
        peer.Merge();
        var loaded = new Replica<Ledger>(new LedgerTable(), Lab.Store, peer.Disk.Self, new StoreOptions(), new Random(1), () => 77);
        foreach (var proof in peer.Disk.Proofs.Values) loaded.LoadProof(proof);
        foreach (var batch in peer.Disk.Batches) loaded.Load(batch);
        loaded.Loaded();
        Assert.True(peer.Replica.UpdateCount == loaded.UpdateCount, $"seed {seed}: {peer.Replica.UpdateCount} updates, {loaded.UpdateCount} after loading");
        Assert.True(peer.Replica.State.SameAs(loaded.State), $"seed {seed}: another state");
        Assert.Equal(peer.Replica.GetHistory().Select(Lab.Describe), loaded.GetHistory().Select(Lab.Describe));
        Assert.Equal(peer.Replica.Self, loaded.Self);
        Assert.Equal((peer.Replica.DigestHash, peer.Replica.EvidenceHash), (loaded.DigestHash, loaded.EvidenceHash));
    }
}
