using System.Text;
using Scuttlegen.Wire;

namespace Scuttlegen.Tests.Gossip;

/// <summary>Peers with a room's key, with another, and with none: all keep and pass on what was written, who has the key reads it, whenever it comes (I4, I8, I9).</summary>
public class RoomKeyTests
{
    [Fact]
    public void A_relay_without_the_key_stores_and_forwards_what_it_cannot_read()
    {
        var lab = new Lab(1);
        var (a, relay, b) = (lab.Add(1, new TestCipher(1, 1)), lab.Add(2), lab.Add(3, new TestCipher(3, 1)));
        lab.Cut(a, b);
        a.Write(1, 2, 3);
        lab.Run(3);
        b.Write(4);
        lab.Run(3);

        lab.AssertAgree(a, b);
        Assert.Equal([1L, 2, 3, 4], Lab.Amounts(a.Replica));
        Assert.Equal(a.Replica.DigestHash, relay.Replica.DigestHash);
        Assert.Equal(1, relay.Replica.State.Value);

        // In its place each, under its stamp, as nothing.
        var known = relay.Replica.GetHistory().ToList();
        Assert.Equal(a.Replica.GetHistory().Select(update => (update.Stamp, update.Sequence)), known.Select(update => (update.Stamp, update.Sequence)));
        Assert.All(known, update => Assert.Equal((null, null), (update.Kind, update.Action)));
        Assert.Equal(4, relay.Replica.GetStatistics().BatchesUndecryptable);
        Assert.Equal((0, 0), (relay.Count<UnknownKind>(), a.Count<UpdatesUndecryptable>()));

        // At 1 and 2 of the three batches of a, and of the one of b.
        Assert.Equal(3, relay.Count<UpdatesUndecryptable>());

        // Nor does anybody's disk show what was written.
        foreach (var batch in a.Disk.Batches.Concat(relay.Disk.Batches))
        {
            Assert.Equal(-1, batch.Header.Span.IndexOf(Encoding.UTF8.GetBytes("Added")));
            Assert.Equal(-1, batch.Body.Span.IndexOf(Encoding.UTF8.GetBytes("Added")));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_key_that_comes_late_gives_the_state_of_those_who_had_it_with_one_rewind(bool isSigned)
    {
        var lab = new Lab(2, isSigned);
        var (a, b) = (lab.Add(1, new TestCipher(1, 1)), lab.Add(2, new TestCipher(2, 2, 1)));
        var late = lab.Add(3, new TestCipher(3, 2));
        for (var i = 0; i < 50; i++)
        {
            a.Write(i);
            if (i % 5 == 0) b.Write(100 + i);
            if (i % 7 == 0) late.Write(1000 + i);
            lab.Run(0.05);
        }

        lab.Run(3);
        Assert.Equal(18, Lab.Amounts(late.Replica).Count());
        late.Cipher!.Add(1);
        a.Cipher!.Add(2);
        lab.Run(0.1);
        var (rewinds, merges) = (late.Replica.GetStatistics().Rewinds, late.Replica.Merges);
        Assert.Equal(50, late.Replica.GetStatistics().BatchesUndecryptable);
        late.Replica.KeysAdded();
        Assert.Equal((rewinds + 1, merges + 1), (late.Replica.GetStatistics().Rewinds, late.Replica.Merges));
        a.Replica.KeysAdded();
        Assert.Equal(0, late.Replica.GetStatistics().BatchesUndecryptable);
        lab.AssertAgree();
        Assert.Equal(68, Lab.Amounts(late.Replica).Count());

        // Nothing is new the next time, and a restart comes to the same.
        merges = late.Replica.Merges;
        late.Replica.KeysAdded();
        Assert.Equal(merges, late.Replica.Merges);
        late.Crash();
        late.Start();
        lab.AssertAgree();
        Assert.Equal(0, late.Replica.GetStatistics().BatchesUndecryptable);
    }

    [Fact]
    public void Both_write_while_the_key_is_rotated_and_old_and_new_are_read()
    {
        var lab = new Lab(3);
        var (a, b) = (lab.Add(1, new TestCipher(1, 1)), lab.Add(2, new TestCipher(2, 1)));
        a.Write(1);
        b.Write(2);
        lab.Run(1);
        a.Cipher!.Rotate(7);
        a.Write(3);
        b.Write(4);
        lab.Run(2);
        Assert.Equal([1L, 2, 4], Lab.Amounts(b.Replica).Order());
        b.Cipher!.Rotate(7);
        b.Replica.KeysAdded();
        b.Write(5);
        lab.Run(2);
        lab.AssertAgree();
        Assert.Equal([1L, 2, 3, 4, 5], Lab.Amounts(b.Replica).Order());
        Assert.Equal(
            [TestCipher.KeyOf(1), TestCipher.KeyOf(1), TestCipher.KeyOf(7)],
            b.Disk.Batches.Where(batch => batch.Source == b.Replica.Self).Select(batch => BatchHeader.Read(batch.Header.Span).Key!.Value.Id));
    }

    [Fact]
    public void What_is_staged_when_the_key_comes_is_merged_with_what_it_opens()
    {
        var (author, reader) = (new Author(Lab.SourceOf(1)), NewReader(2, new TestCipher(2, 2)));
        var encryption = new RoomEncryption(Lab.Store, new TestCipher(1, 1));
        for (var i = 0; i < 3; i++) author.Append(encryption.Encrypt(author.Source, Author.Unsigned(author.Next(10 + i))));
        reader.Replica.Receive(author.Live(), TimeSpan.Zero);

        // Decoded, not merged: the key comes in between.
        reader.Cipher.Add(1);
        reader.Replica.KeysAdded();
        reader.Replica.EndTurn(TimeSpan.FromHours(1));
        Assert.Equal([10L, 11, 12], Lab.Amounts(reader.Replica));
        Assert.Equal(3, reader.Replica.UpdateCount);
    }

    [Fact]
    public void Nobody_without_the_key_makes_its_holders_read_anything_and_all_of_them_void_it_alike()
    {
        var lab = new Lab(4, isSigned: true);
        var (a, b, relay) = (lab.Add(1, new TestCipher(1, 1)), lab.Add(2, new TestCipher(2, 1)), lab.Add(3));
        a.Write(1, 2);
        lab.Run(2);

        // Under an identity of his own: another's batch, rubbish under the room's key, and a batch with a bit flipped.
        var mallory = new Author(Lab.SourceOf(66));
        var stolen = a.Disk.Batches[0];
        Append(stolen.Header.Span, stolen.Body.Span);
        var honest = new RoomEncryption(Lab.Store, new TestCipher(9, 1));
        var second = honest.Encrypt(mallory.Source, Author.Unsigned(mallory.Next(5)));
        Append(second.HeaderBytes, new byte[second.BodyBytes.Length]);
        var third = honest.Encrypt(mallory.Source, Author.Unsigned(mallory.Next(5)));
        byte[] flipped = [.. third.BodyBytes];
        flipped[3] ^= 1;
        Append(third.HeaderBytes, flipped);
        foreach (var peer in new[] { a, b, relay }) peer.Replica.Receive(mallory.Live(), lab.Now);
        lab.Run(3);
        b.Write(3);
        lab.Run(3);

        lab.AssertAgree(a, b);
        Assert.Equal([1L, 2, 3], Lab.Amounts(a.Replica));
        Assert.Equal(6, relay.Replica.UpdateCount);
        Assert.Equal((2, 2, 0), (a.Count<BodyVoided>(), b.Count<BodyVoided>(), relay.Count<BodyVoided>()));
        Assert.Equal((0, 0), (a.Count<FrameRefused>(), a.Count<DivergenceDetected>()));

        // It is held and passed on all the same, and comes to the same after a restart.
        a.Crash();
        a.Start();
        lab.AssertAgree(a, b);

        void Append(ReadOnlySpan<byte> header, ReadOnlySpan<byte> body)
        {
            var batch = Batch.Read(header, body);
            mallory.Append(new Signatures(Lab.Store, new TestSigner(mallory.Source.Peer)).Sign(mallory.Source, batch, mallory.Hashes[^1].Next(header, body)));
        }
    }

    [Fact]
    public void Only_who_can_read_the_same_compare_their_states()
    {
        var table = new LedgerTable { HashesStates = true };
        var lab = new Lab(5);
        var (a, b, partial, relay, another) =
            (lab.Add(1, new TestCipher(1, 1), table), lab.Add(2, new TestCipher(2, 1), table), lab.Add(3, new TestCipher(3, 2), table), lab.Add(4, null, table), lab.Add(5, null, table));
        Lab.Peer[] all = [a, b, partial, relay, another];
        a.Write(1);
        b.Write(2);
        Settle(lab, all);
        Assert.All(all, peer => Assert.Equal(a.Replica.DigestHash, peer.Replica.DigestHash));
        Assert.NotNull(a.Replica.StateHash);
        Assert.NotNull(relay.Replica.StateHash);
        Assert.NotEqual(a.Replica.StateHash, relay.Replica.StateHash);
        Assert.Equal((a.Replica.StateHash, relay.Replica.StateHash), (b.Replica.StateHash, another.Replica.StateHash));

        // At the same digest, once the key is there.
        partial.Cipher!.Add(1);
        partial.Replica.KeysAdded();
        Assert.Null(partial.Replica.StateHash);
        Settle(lab, all);
        Assert.Equal(a.Replica.StateHash, partial.Replica.StateHash);
        Assert.All(all, peer => Assert.Equal(0, peer.Count<DivergenceDetected>()));

        // Those without the key notice one another, too.
        relay.Replica.Receive(Heartbeat(relay, another, relay.Replica.StateHash + 1), lab.Now);
        Assert.Single(relay.Replica.Events.OfType<DivergenceDetected>());
    }

    [Fact]
    public void A_batch_of_a_key_that_nobody_has_keeps_nobody_from_comparing()
    {
        var table = new LedgerTable { HashesStates = true };
        var lab = new Lab(9);
        var (a, b) = (lab.Add(1, null, table), lab.Add(2, null, table));
        var mallory = new Author(Lab.SourceOf(66));
        mallory.Append(new RoomEncryption(Lab.Store, new TestCipher(9, 66)).Encrypt(mallory.Source, Author.Unsigned(mallory.Next(5))));
        a.Replica.Receive(mallory.Live(), lab.Now);
        a.Write(1);
        Settle(lab, a, b);
        Assert.Equal(1, b.Replica.GetStatistics().BatchesUndecryptable);
        Assert.Equal(2, b.Replica.State.Value);
        Assert.NotNull(a.Replica.StateHash);
        a.Replica.Receive(Heartbeat(a, b, a.Replica.StateHash + 1), lab.Now);
        Assert.Single(a.Replica.Events.OfType<DivergenceDetected>());
    }

    /// <summary>A state is easily guessed where it is small: nobody may check the guess.</summary>
    [Fact]
    public void Heartbeats_hide_the_state_hash_from_those_without_the_key()
    {
        var table = new LedgerTable { HashesStates = true };
        var (a, b) = (NewReader(1, new TestCipher(1, 1), table).Replica, NewReader(2, new TestCipher(2, 2, 1), table).Replica);
        foreach (var peer in new[] { a, b }) peer.Connected(TimeSpan.Zero);
        var said = new HashSet<ulong>();
        for (var second = 0; second < 6; second++)
        {
            foreach (var peer in new[] { a, b })
            {
                peer.Tick(TimeSpan.FromSeconds(second));
                peer.EndTurn(TimeSpan.FromSeconds(second));
                peer.Stored();

                // One of the two finds something else.
                if (peer.TryTakeStateToHash(out var state, out var digest)) peer.StateHashed(digest, peer.HashState(state).Prefix + (peer == b ? 1UL : 0));
            }

            foreach (var (from, to) in new[] { (a, b), (b, a) })
            {
                foreach (var (_, frame) in from.Outgoing)
                {
                    to.Receive(frame, TimeSpan.FromSeconds(second));
                    var reader = SentFrame.MessageOf(frame);
                    if (SentFrame.TypeOf(frame) != MessageType.Heartbeat || HeartbeatMessage.Read(ref reader) is not { StateHash: { } hash } heartbeat) continue;
                    said.Add(hash);
                    Assert.Equal(TestCipher.KeyOf(from == a ? 1 : 2), heartbeat.Key);
                }

                from.Outgoing.Clear();
            }
        }

        var truth = a.StateHash!.Value;
        Assert.Equal(2, said.Count);
        Assert.DoesNotContain(truth, said);
        Assert.DoesNotContain(truth + 1, said);

        // Who has the other's key compares, and he alone.
        var told = Assert.Single(b.Events.OfType<DivergenceDetected>());
        Assert.Equal((truth + 1, truth), (told.StateHash, told.PeerStateHash));
        Assert.DoesNotContain(a.Events, happened => happened is DivergenceDetected);
    }

    [Fact]
    public void What_a_restored_backup_forgot_is_written_again_encrypted_anew_once_its_author_can_read_it()
    {
        var lab = new Lab(6);
        var (a, b) = (lab.Add(1, new TestCipher(1, 1)), lab.Add(2, new TestCipher(2, 1, 5)));
        a.Write(1);
        var backup = a.Disk.Copy();
        a.Write(2, 3);
        lab.Run(3);
        lab.Cut(a, b);

        // The key was rotated before it was restored: without the old one its branch stays closed to it.
        a.Cipher = new TestCipher(4, 5);
        a.Start(backup);
        a.Write(4);
        lab.Run(1);
        lab.Heal();
        lab.Run(6);
        Assert.Equal(1, a.Count<IncarnationChanged>());
        Assert.Equal([1L, 4], Lab.Amounts(b.Replica).Order());

        a.Cipher.Add(1);
        a.Replica.KeysAdded();
        lab.Run(4);
        lab.AssertAgree();
        Assert.Equal([1L, 2, 3, 4], Lab.Amounts(b.Replica).Order());
        var issuedAgain = b.Disk.Batches.Where(batch => BatchHeader.Read(batch.Header.Span).Origin is not null).ToList();
        Assert.NotEmpty(issuedAgain);
        Assert.All(issuedAgain, batch => Assert.Equal(TestCipher.KeyOf(5), BatchHeader.Read(batch.Header.Span).Key!.Value.Id));
    }

    [Fact]
    public void Updates_that_move_to_another_incarnation_are_encrypted_under_it()
    {
        var lab = new Lab(7);
        var (a, b) = (lab.Add(1, new TestCipher(1, 1)), lab.Add(2, new TestCipher(2, 1)));
        a.Write(1);
        lab.Run(1);
        a.Replica.Dispatch(LedgerTable.AddedKind, new Added(2), 0);
        a.Replica.LeaveIdentity("a test");
        a.Replica.Dispatch(LedgerTable.AddedKind, new Added(3), 0);
        lab.Run(3);
        lab.AssertAgree();
        Assert.Equal([1L, 2, 3], Lab.Amounts(b.Replica));
        Assert.Equal(0, b.Count<BodyVoided>());
    }

    /// <summary>Also where a verifier reads what came before in the feed: it has judged by less than there is.</summary>
    [Fact]
    public void What_follows_in_the_feed_is_verified_again_once_the_key_is_there()
    {
        // No amount counts that is not larger than the one before it that counted.
        var table = new LedgerTable { Verifying = static (update, prefix) => prefix.Where(item => !item.IsVoid).All(item => ((Added)item.Update.Action!).Amount < ((Added)update.Action!).Amount) };
        var author = new Author(Lab.SourceOf(1));
        foreach (var (amount, key) in new[] { (3L, 1), (5, 2), (4, 1), (6, 1), (1, 2) })
            author.Append(new RoomEncryption(Lab.Store, new TestCipher(author.Batches.Count, key)).Encrypt(author.Source, Author.Unsigned(author.Next(amount))));
        var all = NewReader(2, new TestCipher(2, 1, 2), table);
        var late = NewReader(3, new TestCipher(3, 1), table);
        foreach (var reader in new[] { all, late })
        {
            reader.Replica.Receive(author.Live(), TimeSpan.Zero);
            reader.Replica.EndTurn(TimeSpan.FromHours(1));
        }

        Assert.Equal([3L, 5, 6], Lab.Amounts(all.Replica));
        Assert.Equal([3L, 4, 6], Lab.Amounts(late.Replica));
        late.Cipher.Add(2);
        late.Replica.KeysAdded();
        Assert.Equal([3L, 5, 6], Lab.Amounts(late.Replica));
        Assert.True(all.Replica.State.SameAs(late.Replica.State));
        Assert.Equal(0, late.Replica.GetStatistics().BatchesUndecryptable);
    }

    [Fact]
    public void Admissions_are_asked_about_what_can_be_read_and_about_nothing_else()
    {
        var author = new Author(Lab.SourceOf(1));
        foreach (var key in new[] { 2, 1 })
            author.Append(new RoomEncryption(Lab.Store, new TestCipher(key, key)).Encrypt(author.Source, Author.Unsigned(author.Next())));
        var reader = NewReader(2, new TestCipher(2, 1), new LedgerTable { Admitting = static (_, _, _) => new(true) });
        reader.Replica.Receive(author.Live(), TimeSpan.Zero);
        reader.Replica.EndTurn(TimeSpan.Zero);
        reader.Replica.EndTurn(TimeSpan.FromHours(1));
        Assert.Equal(1, reader.Replica.UpdateCount);
        var asked = Assert.Single(reader.Replica.Questions);
        Assert.Equal(2UL, asked.Waiting.Batch.Header.FirstSequence);
    }

    /// <summary>A quota only delays, so what it cannot see it lets pass.</summary>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 2)]
    public void Quotas_look_at_what_can_be_read(int key, int taken)
    {
        var author = new Author(Lab.SourceOf(1));
        foreach (var _ in new[] { 1, 2 })
            author.Append(new RoomEncryption(Lab.Store, new TestCipher(author.Batches.Count, 1)).Encrypt(author.Source, Author.Unsigned(author.Next(1_000_000))));
        var reader = new Replica<Ledger>(
            new LedgerTable(), Lab.Store, Lab.SourceOf(2), new StoreOptions { Quotas = new Quotas { MaxPayloadBytes = 3 } }, new Random(2), cipher: new TestCipher(2, key));
        reader.Receive(author.Live(), TimeSpan.Zero);
        reader.EndTurn(TimeSpan.FromHours(1));
        Assert.Equal(taken, reader.UpdateCount);
        Assert.Equal(taken == 0 ? 1 : 0, reader.GetStatistics().FramesRefusedFor.GetValueOrDefault(Refusal.OverQuota));
    }

    [Fact]
    public void A_feed_that_is_cut_takes_what_was_closed_in_it_along()
    {
        var locked = new LockedBatches();
        Assert.True(locked.TryAdd(1, 1, TestCipher.KeyOf(1)));
        Assert.True(locked.TryAdd(1, 9, TestCipher.KeyOf(2)));
        Assert.True(locked.TryAdd(1, 5, TestCipher.KeyOf(1)));
        Assert.False(locked.TryAdd(1, 5, TestCipher.KeyOf(1)));
        Assert.True(locked.TryAdd(2, 5, TestCipher.KeyOf(2)));
        Assert.Equal(TestCipher.KeyOf(1).Prefix ^ TestCipher.KeyOf(2).Prefix, locked.KeysHash);
        locked.Truncate(1, 4);
        Assert.Equal(2, locked.Count);
        Assert.Empty(locked.TakeOpened(static key => key == TestCipher.KeyOf(3)));
        var (source, firsts) = Assert.Single(locked.TakeOpened(static key => key == TestCipher.KeyOf(1)));
        Assert.Equal(1, source);
        Assert.Equal([1UL], firsts);
        Assert.Equal(TestCipher.KeyOf(2).Prefix, locked.KeysHash);
        locked.Truncate(2, 4);
        Assert.Equal((0, 0UL), (locked.Count, locked.KeysHash));
    }

    [Fact]
    public void A_stored_body_that_is_cut_short_is_damage()
    {
        var lab = new Lab(8);
        var a = lab.Add(1, new TestCipher(1, 1));
        a.Write(1);
        a.Crash();
        a.Disk.Batches[0] = a.Disk.Batches[0] with { Body = a.Disk.Batches[0].Body[..10] };
        Assert.Throws<InvalidDataException>(() => a.Start());
        a.Cipher = null;
        Assert.Throws<InvalidDataException>(() => a.Start());
    }

    private static void Settle(Lab lab, params Lab.Peer[] peers)
    {
        for (var i = 0; i < 60; i++)
        {
            lab.Run(0.1);
            foreach (var peer in peers)
            {
                if (peer.Replica.TryTakeStateToHash(out var state, out var place)) peer.Replica.StateHashed(place, peer.Replica.HashState(state).Prefix);
            }
        }
    }

    /// <summary>What another peer, which lacks the same keys, would say if its state were another one.</summary>
    private static byte[] Heartbeat(Lab.Peer to, Lab.Peer from, ulong? stateHash) => new HeartbeatMessage(
        to.Replica.DigestHash, Fingerprint.Of(to.Replica.Table), stateHash, null, Session: 1, MissingKeysHash: ((Scuttlegen.Gossip.IGossipHost)to.Replica).MissingKeysHash).ToFrame(Lab.Store, from.Replica.Self);

    private static Reader NewReader(byte number, TestCipher cipher, LedgerTable? table = null) =>
        new(new Replica<Ledger>(table ?? new LedgerTable(), Lab.Store, Lab.SourceOf(number), new StoreOptions(), new Random(number), cipher: cipher), cipher);

    private sealed record Reader(Replica<Ledger> Replica, TestCipher Cipher);
}
