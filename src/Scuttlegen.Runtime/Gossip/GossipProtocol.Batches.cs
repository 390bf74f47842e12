using Scuttlegen.Wire;

namespace Scuttlegen.Gossip;

/// <content>What arrives of feeds, in answers or live, and what becomes of it.</content>
internal sealed partial class GossipProtocol
{
    private void ReceiveLive(Source from, ReceivedSection[] sections, TimeSpan now)
    {
        foreach (var section in sections)
        {
            var first = _feeds.TryGet(section.Source, out var feed) ? feed.BatchCount : 0;
            ReceiveSection(from, section, now);

            // Relayed where neighbours are all that we reach. Only what was admitted just now is: each peer passes a batch on once, so this ends also in a circle. It need not be
            // stored here first: persisting before publishing (I5) keeps a crash from using a sequence again, which only the author could; what we lose, we pull.
            if (!_host.ReachesEveryPeer && _feeds.TryGet(section.Source, out feed)) Publish(feed, first);
        }
    }

    /// <returns>How many of the batches are held now and count, be it that live ones overtook the answer, or are evidence, new or to be named in the next pull.</returns>
    private int ReceiveSection(Source from, ReceivedSection section, TimeSpan now)
    {
        var (held, chain) = (0, section.ChainBefore);
        foreach (var run in section.Runs(_feeds.Signatures.AreDemanded))
        {
            var admission = _host.JudgeRun(section.Source, chain, run, out var why);
            for (var rest = run.AsSpan(); admission == Admission.Admitted && rest.Length > 0; rest = rest[1..])
            {
                var taken = _host.Admit(section.Source, chain, rest, out var chainAfter, out why);
                if (!IsHeld(section.Source, taken, chainAfter, ref held)) admission = taken;
                chain = chainAfter;
            }

            if (admission == Admission.Admitted) continue;
            TurnAway(from, section.Source, admission, why, now);
            break;
        }

        return held;
    }

    /// <summary>Whether a batch is held now, in its feed or outside of it, so that what follows it may be offered.</summary>
    private bool IsHeld(Source source, Admission admission, ulong chainAfter, ref int held)
    {
        switch (admission)
        {
            case Admission.Admitted or Admission.Duplicate or Admission.Evidence:
                held++;
                return true;
            case Admission.Beyond:
                if (chainAfter != 0 && _feeds.Branches.Contains(source, chainAfter) && _evidenceHints.Note(source, chainAfter)) held++;
                return chainAfter != 0;
            case Admission.Waiting:
                Exclude(source);
                return chainAfter != 0;
            default:
                return false;
        }
    }

    /// <summary>What follows from a batch, or a run of them, that is not held. Whoever forges one neither blocks nor overtakes the genuine one: nothing is remembered.</summary>
    private void TurnAway(Source from, Source source, Admission admission, string why, TimeSpan now)
    {
        switch (admission)
        {
            case Admission.Beyond or Admission.Waiting:
                break;
            case Admission.Gap:
                WishToPull(null, now);
                break;
            case Admission.NotYet:
                Exclude(source);
                Refuse(from, Refusal.NotYet, $"a batch of source {source:S}: {why}");
                break;
            case Admission.OverQuota or Admission.Blocked:
                Exclude(source);
                Refuse(from, RefusalOf(admission), $"a batch of source {source:S}: {why}");
                break;
            case Admission.Fork:
                // Anybody may say so of anybody in anybody's name; whoever asks finds out.
                if (_feeds.Signatures.AreDemanded) WishToPull(from, now);
                else if (_feeds.TryGet(source, out var feed)) Bisect(feed, from, why, now);
                break;
            default:
                Refuse(from, RefusalOf(admission), $"a batch of source {source:S}: {why}");
                break;
        }
    }

    private static Refusal RefusalOf(Admission admission) => admission switch
    {
        Admission.Unsigned => Refusal.Unsigned,
        Admission.BadSignature => Refusal.BadSignature,
        Admission.Signed => Refusal.Signed,
        Admission.OverQuota => Refusal.OverQuota,
        Admission.Blocked => Refusal.Blocked,
        _ => Refusal.BadBatch,
    };

    private void Exclude(Source source)
    {
        if (_excluded.Count < PullMessage.MaxExcluded) _excluded.Add(source);
    }
}
