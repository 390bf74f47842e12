using CsCheck;
using Scuttlegen.Testing;
using Scuttlegen.Wire;
using Xunit;

namespace Scuttlegen.Crdt.Tests.State;

/// <summary>Records that the generator makes CRDTs.</summary>
public sealed class CrdtStateTests
{
    private static readonly Gen<string> Words = Gen.Int[0, 3].Select(static n => $"w{n}");

    private static readonly Gen<Mutator<Document, Document.Delta>> Edits = Gen.OneOf(
        Mutator.Of(Words, (Document document, Author by, string word) => document.With(title: document.Title.Set(word, by.NextStamp()))),
        Mutator.Of(Words, (Document document, Author by, string word) => document.With(tags: document.Tags.Add(word, by.NextDot()), votes: document.Votes.Increment(by.Source))),
        Mutator.Of(Words, (Document document, Author by, string word) => document.With(tags: document.Tags.Remove(by.Recall(document.Tags.Observe(word))))));

    [Fact]
    public void It_is_a_CRDT() => CrdtLaws.Check(mutations: Edits);

    [Fact]
    public void So_is_a_state_of_states() => CrdtLaws.Check(Gen.OneOf(
        Edits.Select(static edit => edit.Within(static (Folder folder) => folder.Cover, static (folder, cover) => folder.With(cover: cover))),
        Mutator.Of(Gen.Int[0, 3], (Folder folder, Author _, int size) => folder.With(sizes: folder.Sizes.With(left: folder.Sizes.Left.Raise(size), right: folder.Sizes.Right.Raise(-size)))),
        Mutator.Of((Folder folder, Author by) => folder.With(shared: by.Number == 0 ? folder.Shared.Disable() : folder.Shared.Enable(by.NextDot())))));

    [Fact]
    public void A_change_names_what_it_changes_and_its_delta_holds_nothing_else()
    {
        var (document, delta) = Document.Empty.With(tags: Document.Empty.Tags.Add("x", Peers.Dot(0, 1)));
        Assert.Equal(["x"], document.Tags);
        Assert.True(document.Title.IsEmpty);
        Assert.Equal(new Document.Delta { Tags = delta.Tags }, delta);

        // The tags' own delta, its place, and the heads of a map.
        Assert.Equal(CodecLaws.Encode(delta.Tags).Length + 2, CodecLaws.Encode(delta).Length);
        Assert.Equal([0xa0], CodecLaws.Encode(Document.Delta.Empty));
    }

    [Fact]
    public void What_says_nothing_new_changes_nothing()
    {
        var (document, delta) = Document.Empty.With(votes: PNCounter.Empty.Increment(Peers.Source(0)));
        SharedAssert.Same(document, document.Merge(Document.Empty));
        SharedAssert.Same(document, document.MergeDelta(delta));
        SharedAssert.Same(document, document.With().Value);
        SharedAssert.Same(Document.Empty, Document.Empty);
        SharedAssert.Same(delta, delta.Merge(Document.Delta.Empty));
        Assert.Throws<ArgumentNullException>("other", () => document.Merge(null!));
        Assert.Throws<ArgumentNullException>("delta", () => document.MergeDelta(null!));
    }

    [Fact]
    public void A_change_of_an_older_value_does_not_take_back_what_came_since()
    {
        var older = Document.Empty.Tags.Add("mine", Peers.Dot(0, 1));
        var current = Document.Empty.With(tags: Document.Empty.Tags.Add("theirs", Peers.Dot(1, 1))).Value;
        Assert.Equal(["mine", "theirs"], current.With(tags: older).Value.Tags);
    }

    [Fact]
    public void Bytes_are_the_members_without_the_empty_ones_at_the_end()
    {
        var votes = PNCounter.Empty.Increment(Peers.Source(0)).Value;
        Assert.Equal([0x80], CodecLaws.Encode(Document.Empty));
        Assert.Equal(
            [0x83, .. CodecLaws.Encode(LWWRegister<string>.Empty), .. CodecLaws.Encode(ORSet<string>.Empty), .. CodecLaws.Encode(votes)],
            CodecLaws.Encode(Document.Empty with { Votes = votes }));
    }

    [Fact]
    public void Appending_a_member_leaves_older_bytes_as_they_are()
    {
        var title = LWWRegister<string>.Empty.Set("title", Peers.Stamp(1, 0)).Value;
        var bytes = CodecLaws.Encode(new TitleOnly(title));
        var document = CodecLaws.Decode<Document>(bytes);
        Assert.Equal(Document.Empty with { Title = title }, document);
        Assert.Equal(bytes, CodecLaws.Encode(document));

        var delta = CodecLaws.Encode(new TitleOnly.Delta { Title = title });
        Assert.Equal(new Document.Delta { Title = title }, CodecLaws.Decode<Document.Delta>(delta));
    }

    [Fact]
    public void What_only_a_newer_version_knows_is_refused_and_not_lost()
    {
        var (document, delta) = Document.Empty.With(votes: PNCounter.Empty.Increment(Peers.Source(0)));
        Assert.Equal(WireFormatError.OutOfRange, Assert.Throws<WireFormatException>(() => CodecLaws.Decode<TitleOnly>(CodecLaws.Encode(document))).Error);
        Assert.Equal(WireFormatError.OutOfRange, Assert.Throws<WireFormatException>(() => CodecLaws.Decode<TitleOnly.Delta>(CodecLaws.Encode(delta))).Error);
    }

    [Fact]
    public void A_second_form_of_a_value_is_refused()
    {
        var title = CodecLaws.Encode(LWWRegister<string>.Empty.Set("t", Peers.Stamp(1, 0)).Value);
        var (noTitle, noTags, noVotes) = (CodecLaws.Encode(LWWRegister<string>.Empty), CodecLaws.Encode(ORSet<string>.Delta.Empty), CodecLaws.Encode(PNCounter.Empty));
        Assert.Equal(WireFormatError.NotCanonical, Refused<Document>([0x81, .. noTitle]));
        Assert.Equal(WireFormatError.NotCanonical, Refused<Document>([0x83, .. title, .. CodecLaws.Encode(ORSet<string>.Empty), .. noVotes]));
        Assert.Equal(WireFormatError.NotCanonical, Refused<Document.Delta>([0xa1, 0x01, .. noTags]));
        Assert.Equal(WireFormatError.NotAllowed, Refused<Document.Delta>([0xa2, 0x00, .. title, 0x00, .. title]));
        Assert.Equal(WireFormatError.OutOfRange, Refused<Document.Delta>([0xa1, 0x03, .. title]));

        // By the reader alone: whoever skips the value refuses keys out of order as well.
        static WireFormatError Refused<T>(byte[] bytes)
            where T : ICborCodec<T> => Assert.Throws<WireFormatException>(() => Read<T>(bytes)).Error;

        static void Read<T>(byte[] bytes)
            where T : ICborCodec<T>
        {
            var reader = new CborReader(bytes);
            T.Read(ref reader);
        }
    }
}
