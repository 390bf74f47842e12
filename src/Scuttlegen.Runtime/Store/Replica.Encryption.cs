namespace Scuttlegen;

/// <content>Bodies that could not be read for want of a key, once it is there.</content>
internal sealed partial class Replica<TState>
{
    /// <summary>Keys were added: what they open takes its place in the history, with one rewind, and what else is staged with it.</summary>
    public void KeysAdded()
    {
        // Of one's own cut branches, what could not be read could not be written again either.
        _mayHaveToReissue |= _feeds.Proofs.All.Any(proof => proof.Source.Peer == Self.Peer);
        var opened = new HashSet<(int Source, ulong Sequence)>();
        foreach (var (source, firsts, isRestOfFeed) in _decoder.TakeOpened())
        {
            foreach (var first in firsts)
            {
                var last = isRestOfFeed ? LastSequenceOf(source) : Find(source, first).Header.LastSequence;
                for (var sequence = first; sequence <= last; sequence++) opened.Add((source, sequence));
            }
        }

        if (opened.Count > 0) MergeStaged(opened);
    }

    private ulong LastSequenceOf(int source) => source == _self ? _outbox.LastSequence : _feeds[source].LastSequence;
}
