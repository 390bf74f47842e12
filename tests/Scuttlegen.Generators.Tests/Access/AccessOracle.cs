using Scuttlegen.Generators.Tests.Fixtures;

namespace Scuttlegen.Generators.Tests.Access;

/// <summary>
/// What <c>docs/access-control.md</c> says, word for word and without a thought for cost: every owner has a list of those it gave a role, and who stands below is found by walking all of them.
/// </summary>
internal sealed class AccessOracle(PeerId root, AccessRole others)
{
    private readonly Dictionary<PeerId, AccessRole> _roles = [];
    private readonly Dictionary<PeerId, HashSet<PeerId>> _gave = [];
    private PeerId _root = root;

    public List<string> Notes { get; } = [];

    public void Apply(PeerId author, object? action)
    {
        switch (action)
        {
            case AccessGranted granted: Grant(author, granted.Peer, granted.Role); break;
            case AccessRevoked revoked: Revoke(author, revoked.Peer, revoked.KeepGrants); break;
            case OwnershipTransferred transferred: Transfer(author, transferred.To); break;
            case Noted noted when MayWrite(author): Notes.Add($"{author:S} {noted.Text}"); break;
            case Torn torn when MayWrite(author) && torn.Page < Notes.Count: Notes.RemoveAt(torn.Page); break;
            case Wiped when RoleOf(author) == AccessRole.Owner: Notes.Clear(); break;
        }
    }

    public void AssertIs(Notebook state, IReadOnlyCollection<PeerId> peers)
    {
        foreach (var peer in peers)
        {
            Assert.Equal(RoleOf(peer), state.Access.RoleOf(peer));
            foreach (var other in peers) Assert.Equal(IsAbove(peer, other), state.Access.IsAbove(peer, other));
        }

        Assert.Equal(Notes, state.Notes);
    }

    public AccessRole RoleOf(PeerId peer) => peer == _root ? AccessRole.Owner : _roles.GetValueOrDefault(peer, others);

    public bool IsAbove(PeerId senior, PeerId junior) => RoleOf(senior) == AccessRole.Owner && RoleOf(junior) == AccessRole.Owner && Below(senior).Contains(junior);

    private bool MayWrite(PeerId author) => RoleOf(author) is AccessRole.Writer or AccessRole.Owner;

    private void Grant(PeerId author, PeerId peer, AccessRole role)
    {
        if (RoleOf(author) != AccessRole.Owner || RoleOf(peer) == AccessRole.Owner || role is not (AccessRole.Reader or AccessRole.Writer or AccessRole.Owner)) return;
        Forget(peer);
        _roles[peer] = role;
        GivenBy(author).Add(peer);
    }

    private void Revoke(PeerId author, PeerId peer, bool keepGrants)
    {
        var givesUp = author == peer && peer != _root && _roles.GetValueOrDefault(peer) != AccessRole.None;
        var isOwner = RoleOf(peer) == AccessRole.Owner;
        if (!givesUp && !(isOwner ? IsAbove(author, peer) : author != peer && RoleOf(author) == AccessRole.Owner)) return;
        if (isOwner && keepGrants)
        {
            var above = _gave.Single(giver => giver.Value.Contains(peer)).Key;
            GivenBy(above).UnionWith(GivenBy(peer));
        }
        else if (isOwner)
        {
            foreach (var gone in Below(peer))
            {
                _gave.Remove(gone);
                _roles[gone] = AccessRole.None;
            }
        }

        _gave.Remove(peer);
        Forget(peer);
        _roles[peer] = AccessRole.None;
    }

    private void Transfer(PeerId author, PeerId to)
    {
        if (RoleOf(author) != AccessRole.Owner || RoleOf(to) == AccessRole.Owner) return;
        var above = _gave.SingleOrDefault(giver => giver.Value.Contains(author)).Value;
        Forget(to);
        Forget(author);
        _gave[to] = GivenBy(author);
        _gave.Remove(author);
        _roles.Remove(to);
        if (author == _root)
        {
            _root = to;
        }
        else
        {
            _roles[to] = AccessRole.Owner;
            above!.Add(to);
        }

        _roles[author] = AccessRole.Writer;
        GivenBy(to).Add(author);
    }

    private HashSet<PeerId> GivenBy(PeerId owner) => _gave.TryGetValue(owner, out var given) ? given : _gave[owner] = [];

    private void Forget(PeerId peer)
    {
        foreach (var given in _gave.Values) given.Remove(peer);
    }

    private HashSet<PeerId> Below(PeerId owner)
    {
        var below = new HashSet<PeerId>(_gave.GetValueOrDefault(owner, []));
        while (true)
        {
            var next = below.SelectMany(peer => _gave.GetValueOrDefault(peer, [])).Except(below).ToList();
            if (next.Count == 0) return below;
            below.UnionWith(next);
        }
    }
}
