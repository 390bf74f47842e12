using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>Feeds that nobody is asked for until a while has passed. Bounded: the peer with the most of them asks for some too early.</summary>
internal sealed class LeftAlone
{
    private readonly Dictionary<Source, TimeSpan> _until = [];

    /// <summary>The feeds that are not to be asked for now.</summary>
    public IEnumerable<Source> At(TimeSpan now)
    {
        foreach (var (source, until) in _until)
        {
            if (until <= now) _until.Remove(source);
        }

        return _until.Keys;
    }

    public bool Contains(Source source, TimeSpan now) => _until.TryGetValue(source, out var until) && now < until;

    public void Add(Source source, TimeSpan until)
    {
        if (_until.Count < PullMessage.MaxExcluded || _until.ContainsKey(source)) _until[source] = until;
    }
}
