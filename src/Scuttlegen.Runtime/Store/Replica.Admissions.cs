using System.Collections.Immutable;
using Scuttlegen.Runtime;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <content>Batches of others that wait for this peer's own verdict (I9: it can only delay).</content>
internal sealed partial class Replica<TState>
{
    private readonly OccurrenceCounts<(Source Source, string Kind)> _admissionsThrew = new(static key => (default, key.Kind));

    // Only stores with an admission have one.
    private readonly WaitingRoom? _waitingRoom;
    private readonly TimeSpan _admissionRetry;
    private readonly LeftAlone _leftAlone = new();

    /// <summary>Questions to be asked, and answered with <see cref="Answer"/> in a turn to come.</summary>
    public List<AdmissionQuestion<TState>> Questions { get; } = [];

    /// <summary>Feeds of which nothing can be taken now, whoever is asked.</summary>
    public IEnumerable<Source> NotNow => (_waitingRoom?.Sources ?? []).Concat(_leftAlone.At(_now)).Concat(_blocked.Keys.SelectMany(_feeds.SourcesOf));

    public bool AwaitsVerdicts => _waitingRoom is { Count: > 0 };

    /// <summary>Takes the answer to a question: what may enter does, in feed order.</summary>
    public void Answer(AdmissionQuestion<TState> question, AdmissionAnswer answer, TimeSpan now)
    {
        _now = now;
        var waiting = question.Waiting;
        if (answer.Exception is { } exception && _admissionsThrew.Count((waiting.Source, answer.Update.Kind!), out var occurrences))
            Raise(new AdmissionThrew(answer.Update.Stamp, answer.Update.Kind!, exception, occurrences));
        waiting.Verdict = answer.MayEnter;
        if (_waitingRoom!.Of(waiting.Source).Contains(waiting)) Enter(waiting.Source);
    }

    /// <summary>Lets a batch wait that has to, and whatever follows it in its feed.</summary>
    /// <returns><see langword="null"/> if it need not wait.</returns>
    private Admission? LetWait(Source source, ulong chainBefore, Batch batch, out ulong chainAfter, out string why)
    {
        (chainAfter, why) = (0, "it waits for what precedes it");
        if (_waitingRoom is null || source.Peer == Self.Peer) return null;
        var waiting = _waitingRoom.Of(source);
        ChainHash before;
        if (waiting.Count == 0)
        {
            var isLeftAlone = _leftAlone.Contains(source, _now);
            var mustAsk = MustAsk(source, batch);
            if (!mustAsk && !isLeftAlone) return null;
            var judged = _feeds.Judge(source, chainBefore, [batch], out _, out _);

            // What precedes it may not enter yet, so to ask for that would be in vain.
            if (isLeftAlone && judged == Admission.Gap) return Admission.Waiting;
            if (!mustAsk || judged != Admission.Admitted) return null;
            if (isLeftAlone) return Admission.Waiting;
            before = _feeds.TryGet(source, out var feed) ? feed.Head : ChainHash.Genesis(StoreId, source);
        }
        else
        {
            // What this feed holds already is judged as ever.
            var header = batch.Header;
            if (header.FirstSequence < waiting[0].Batch.Header.FirstSequence) return null;
            foreach (var held in waiting)
            {
                if (held.Before.Prefix != chainBefore || !held.Batch.HeaderBytes.SequenceEqual(batch.HeaderBytes) || !held.Batch.BodyBytes.SequenceEqual(batch.BodyBytes)) continue;
                chainAfter = held.After.Prefix;
                return Admission.Waiting;
            }

            // Whatever else is wrong with it shows when its turn comes.
            var last = waiting[^1];
            if (header.FirstSequence != last.Batch.Header.LastSequence + 1 || chainBefore != last.After.Prefix) return Admission.Waiting;
            before = last.After;
        }

        var added = new WaitingBatch(source, before, batch);
        if (!MustAsk(source, batch)) added.Verdict = true;
        if (_waitingRoom.TryAdd(added)) chainAfter = added.After.Prefix;
        return Admission.Waiting;
    }

    private bool MustAsk(Source source, Batch batch)
    {
        // What cannot be opened here changes nothing here.
        if (_encryption.TryOpen(source, batch, out var updates, out _) != Opening.Open) return false;
        foreach (var kind in updates.Kinds)
        {
            if (_decoder.TryGetKind(kind, out var index) && HooksOf(index).HasFlag(KindHooks.Admission)) return true;
        }

        return false;
    }

    private void Enter(Source source)
    {
        var entered = false;
        while (_waitingRoom!.Of(source) is [{ Verdict: { } mayEnter } first, ..])
        {
            if (!mayEnter)
            {
                // A "no" from before what precedes it was in is none: it may have asked for that.
                if (!first.WasFirst)
                {
                    first.Forget();
                    break;
                }

                _waitingRoom.Remove(source);
                _leftAlone.Add(source, _now + _admissionRetry);
                _gossip.Refuse(null, Refusal.NotYet, $"a batch of source {source:S}: its admission said \"not yet\"");
                break;
            }

            var run = _waitingRoom.RunOf(source);
            _waitingRoom.RemoveFirst(source);
            var admission = AdmitNow(source, first.Before.Prefix, run, out _, out var why, isStored: false);
            entered |= admission == Admission.Admitted;
            if (admission is Admission.Admitted or Admission.Duplicate) continue;
            _waitingRoom.Remove(source);
            _gossip.Refuse(null, admission == Admission.Refused ? Refusal.BadBatch : Refusal.NotYet, $"a batch of source {source:S} that had waited: {why}");
        }

        if (entered) _gossip.Entered(isDrained: _waitingRoom.Of(source).Count == 0, _now);
    }

    private void HandOutQuestions()
    {
        History<TState>? history = null;
        foreach (var waiting in _waitingRoom!.Unasked().ToList())
        {
            waiting.Ask(isFirst: _waitingRoom.Of(waiting.Source)[0] == waiting);
            Questions.Add(new AdmissionQuestion<TState>(waiting, ToBeAsked(waiting), history ??= GetHistory()));
        }
    }

    private List<(int Kind, Update Update)> ToBeAsked(WaitingBatch waiting)
    {
        var asked = new List<(int, Update)>();
        if (_encryption.TryOpen(waiting.Source, waiting.Batch, out var updates, out _) != Opening.Open) return asked;
        while (updates.MoveNext())
        {
            var name = updates.Kinds[updates.Kind];
            if (!_decoder.TryGetKind(name, out var kind) || !HooksOf(kind).HasFlag(KindHooks.Admission)) continue;

            // What cannot be read is void, and nothing to be asked about.
            if (!_decoder.TryRead(kind, updates.Payload, out var action)) continue;
            asked.Add((kind, new Update(
                new Stamp(updates.Time, waiting.Source), updates.Sequence, DateTimeOffset.FromUnixTimeMilliseconds(updates.WallClock), name, action)));
        }

        return asked;
    }
}
