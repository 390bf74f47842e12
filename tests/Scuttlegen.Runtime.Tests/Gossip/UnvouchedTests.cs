using Scuttlegen.Wire;

namespace Scuttlegen.Tests.Gossip;

/// <summary>
/// A run whose rest waits for an admission leaves its beginning in the feed without a signature: it counts here, and is named to nobody, until the rest enters, is held back, or another takes its place.
/// </summary>
public sealed class UnvouchedTests : IDisposable
{
    private readonly TestSigner _signer = new(Lab.SourceOf(1).Peer);
    private readonly Replica<Ledger> _replica;
    private readonly Author _alice = new Author(Lab.SourceOf(2)).Write(3);
    private readonly ulong _digestBefore;
    private readonly AdmissionQuestion<Ledger>? _pending;
    private TimeSpan _now;

    public UnvouchedTests()
    {
        _replica = new Replica<Ledger>(new LedgerTable { Admitting = static (_, _, _) => new(true) }, Lab.Store, Lab.SourceOf(1), new StoreOptions(), new Random(1), signer: _signer);
        _digestBefore = _replica.DigestHash;

        // One signature, on the last of three, about which no answer has come yet.
        Receive(_alice.Live(isSigned: static i => i == 2));
        foreach (var question in TakeQuestions())
        {
            if (question.Waiting.Batch.Header.FirstSequence < 3) _replica.Answer(question, new AdmissionAnswer(true), _now);
            else _pending = question;
        }

        EndTurn();
        Assert.Equal(2, _replica.UpdateCount);
    }

    public void Dispose() => _signer.Dispose();

    private void EndTurn()
    {
        _now += TimeSpan.FromHours(1);
        _replica.Tick(_now);
        _replica.EndTurn(_now);
    }

    private void Receive(byte[] frame)
    {
        _replica.Receive(frame, _now);
        EndTurn();
    }

    private List<AdmissionQuestion<Ledger>> TakeQuestions()
    {
        List<AdmissionQuestion<Ledger>> questions = [.. _replica.Questions];
        _replica.Questions.Clear();
        return questions;
    }

    private void AnswerAll(Predicate<ulong> mayEnter)
    {
        for (var questions = TakeQuestions(); questions.Count > 0; questions = TakeQuestions())
        {
            foreach (var question in questions) _replica.Answer(question, new AdmissionAnswer(mayEnter(question.Waiting.Batch.Header.FirstSequence)), _now);
            EndTurn();
        }
    }

    [Fact]
    public void It_is_in_no_digest_and_no_state_is_told() => Assert.Equal((_digestBefore, null), (_replica.DigestHash, _replica.StateHash));

    [Fact]
    public void The_rest_vouches_for_all()
    {
        _replica.Answer(_pending!, new AdmissionAnswer(true), _now);
        EndTurn();
        Assert.Equal((3, _alice.Hashes[^1].Prefix), (_replica.UpdateCount, _replica.DigestHash ^ _digestBefore));
    }

    /// <summary>The first no is from before what precedes it was in; the second counts, and takes the beginning along. Later all of it may enter.</summary>
    [Fact]
    public void What_may_not_enter_takes_it_along()
    {
        _replica.Answer(_pending!, new AdmissionAnswer(false), _now);
        EndTurn();
        Assert.Equal(2, _replica.UpdateCount);
        AnswerAll(static _ => false);
        Assert.Equal((0, 1L, _digestBefore), (_replica.UpdateCount, _replica.State.Value, _replica.DigestHash));
        Assert.Equal(new UpdatesWithdrawn(_alice.Source, 0, 2), Assert.Single(_replica.Events.OfType<UpdatesWithdrawn>()));
        Assert.Empty(_replica.Unstored);
        Receive(_alice.Live(isSigned: static i => i == 2));
        AnswerAll(static _ => true);
        Assert.Equal((3, _alice.Hashes[^1].Prefix), (_replica.UpdateCount, _replica.DigestHash ^ _digestBefore));
        Assert.Equal(3, _replica.Unstored.Count);
    }

    [Fact]
    public void A_signature_for_just_what_is_held_is_kept_and_stored()
    {
        Assert.Empty(_replica.Unstored);
        Receive(Author.Live(_alice.Source, _alice.Source, _alice.Hashes[0], Author.Unsigned(_alice.Batches[0]), _alice.Batches[1]));
        Assert.Equal((2, _alice.Hashes[2].Prefix), (_replica.UpdateCount, _replica.DigestHash ^ _digestBefore));
        Assert.False(_replica.Unstored[^1].Signature.IsEmpty);
    }

    [Fact]
    public void A_forged_signature_for_it_is_none()
    {
        Receive(Author.Live(Lab.SourceOf(66), _alice.Source, _alice.Hashes[1], Author.WithBadSignature(_alice.Batches[1])));
        Assert.Equal((2, _digestBefore), (_replica.UpdateCount, _replica.DigestHash));
        Assert.Equal(1, _replica.GetStatistics().FramesRefusedFor[Refusal.BadSignature]);
    }

    /// <summary>The author has lost what it wrote, and writes something else at the same place.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(0)]
    public void It_yields_to_what_its_author_has_signed_instead(int admitted)
    {
        var restored = new Author(_alice.Source).Write(4, amount: 100);
        Receive(restored.Live());
        AnswerAll(sequence => sequence <= (ulong)admitted);
        Assert.Equal(Enumerable.Repeat(100L, admitted), Lab.Amounts(_replica));
        Assert.Equal(1 + (100 * admitted), _replica.State.Value);
        Assert.Equal(new UpdatesWithdrawn(_alice.Source, 0, 2), Assert.Single(_replica.Events.OfType<UpdatesWithdrawn>()));
        Assert.DoesNotContain(_replica.Events, happened => happened is ForkDetected or FeedFrozen);
        Assert.Equal(admitted == 0 ? 0 : restored.Hashes[admitted].Prefix, _replica.DigestHash ^ _digestBefore);
    }

    [Fact]
    public void It_does_not_yield_to_what_nobody_has_signed()
    {
        var forged = new Author(_alice.Source).Write(1, amount: 100);
        Receive(forged.Live(isSigned: static _ => false, sender: Lab.SourceOf(66)));
        Receive(Author.Live(Lab.SourceOf(66), forged.Source, forged.Hashes[0], Author.WithBadSignature(forged.Batches[0])));
        Assert.Equal([1, 1], Lab.Amounts(_replica));
    }

    /// <summary>On a disk it counts for nothing; what was stored of two branches that share such a beginning is all found again.</summary>
    [Fact]
    public void Branches_that_share_a_beginning_without_signature_are_read_back()
    {
        var other = _alice.Branch();
        _alice.Write(2);
        other.Write(2, amount: 50);
        (Author Author, int Batch, bool IsSigned)[] stored =
            [(_alice, 0, false), (_alice, 1, false), (_alice, 2, false), (_alice, 3, true), (other, 3, false), (_alice, 4, true), (other, 4, true)];
        var replica = new Replica<Ledger>(new LedgerTable(), Lab.Store, Lab.SourceOf(1), new StoreOptions(), new Random(1), signer: new TestSigner(Lab.SourceOf(1).Peer));
        foreach (var (author, i, isSigned) in stored)
        {
            var batch = author.Batches[i];
            replica.Load(new StoredBatch(author.Source, author.Hashes[i].Prefix, batch.HeaderMemory, batch.BodyMemory, isSigned ? batch.Signature : default));
        }

        replica.Loaded();
        Assert.Equal(3, replica.UpdateCount);
        Assert.Equal(3UL, Assert.Single(replica.Events.OfType<FeedFrozen>()).Sequence);
    }
}
