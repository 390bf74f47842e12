namespace Scuttlegen.Gossip;

/// <summary>
/// Who is present: whoever was heard within the timeout. Bounded: a newcomer beyond the bound takes a random member's place, so that invented peers drive out
/// real ones for a heartbeat at most.
/// </summary>
internal sealed class Membership(GossipOptions options, Random random)
{
    private readonly Dictionary<Source, Member> _members = [];

    public int Count => _members.Count;

    public IEnumerable<Member> Members => _members.Values;

    /// <summary>Notes that a peer was heard.</summary>
    /// <returns>The member, whether it is new, and whose place it took.</returns>
    public (Member Member, bool IsNew, Member? Replaced) Heard(Source source, TimeSpan now)
    {
        if (_members.TryGetValue(source, out var member))
        {
            member.LastHeard = now;
            return (member, false, null);
        }

        var replaced = _members.Count >= options.MaxPeers ? _members.Values.ElementAt(random.Next(_members.Count)) : null;
        if (replaced is not null) _members.Remove(replaced.Source);
        member = new Member(source) { LastHeard = now };
        _members.Add(source, member);
        return (member, true, replaced);
    }

    public bool TryGet(Source source, out Member? member) => _members.TryGetValue(source, out member);

    public Member? Remove(Source source) => _members.Remove(source, out var member) ? member : null;

    /// <summary>Removes and returns those not heard for the timeout.</summary>
    public List<Member> Expire(TimeSpan now)
    {
        var expired = _members.Values.Where(member => now - member.LastHeard > options.PeerTimeout).ToList();
        foreach (var member in expired) _members.Remove(member.Source);
        return expired;
    }

    /// <summary>A random member that holds something else than we do, as far as it is known; else any; <see langword="null"/> if nobody is present.</summary>
    public Member? PickPartner(ulong ownDigestHash)
    {
        if (_members.Count == 0) return null;
        var different = _members.Values.Where(member => member.DigestHash != ownDigestHash).ToList();
        return different.Count > 0
            ? different[random.Next(different.Count)]
            : _members.Values.ElementAt(random.Next(_members.Count));
    }
}
