using System.Collections.Immutable;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <content>Canonical bytes: <c>[root owner or null, default role, {peer: [role, by]}]</c>, peers ascending.</content>
public sealed partial class AccessControl : ICborCodec<AccessControl>
{
    private const int MaxGrantBytes = 2 * (2 + PeerId.Size) + 2;

    static int ICborCodec<AccessControl>.GetMaxSize(AccessControl value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return checked(2 + 2 + PeerId.Size + CborSize.OfHead(value.Grants.Count) + (value.Grants.Count * MaxGrantBytes));
    }

    static void ICborCodec<AccessControl>.Write(ref CborWriter writer, AccessControl value)
    {
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteArrayHeader(3);
        if (value.RootOwner is { } owner) writer.WritePeerId(owner);
        else writer.WriteNull();
        writer.WriteUInt32((uint)value.DefaultRole);
        writer.WriteMapHeader(value.Grants.Count);
        foreach (var (peer, grant) in value.Grants)
        {
            writer.WritePeerId(peer);
            writer.WriteArrayHeader(2);
            writer.WriteUInt32((uint)grant.Role);
            writer.WritePeerId(grant.By);
        }
    }

    static AccessControl ICborCodec<AccessControl>.Read(ref CborReader reader)
    {
        var start = reader.Position;
        reader.ReadArrayHeader(3);
        reader.Enter();
        PeerId? owner = reader.TryReadNull() ? null : reader.ReadPeerId();
        var defaultRole = ReadRole(ref reader, AccessRole.Writer);
        var grants = ReadGrants(ref reader);
        reader.Leave();
        var read = new AccessControl(owner, defaultRole, grants);
        if (!read.IsTree()) throw new WireFormatException(WireFormatError.OutOfRange, start, "The roles were not all given by owners that answer to the root owner");
        return read;
    }

    internal static AccessRole ReadRole(ref CborReader reader, AccessRole highest)
    {
        var start = reader.Position;
        var role = reader.ReadUInt32();
        return role <= (uint)highest ? (AccessRole)role : throw new WireFormatException(WireFormatError.OutOfRange, start, $"There is no role {role} here, only up to {(uint)highest}");
    }

    private static ImmutableSortedDictionary<PeerId, AccessGrant> ReadGrants(ref CborReader reader)
    {
        var count = reader.ReadMapHeader();
        reader.Enter();
        var grants = NoGrants.ToBuilder();
        ReadOnlySpan<byte> previous = default;
        for (var i = 0; i < count; i++)
        {
            var start = reader.Position;
            var peer = reader.ReadPeerId();
            reader.RequireAscending(start, ref previous);
            reader.ReadArrayHeader(2);
            grants.Add(peer, new AccessGrant(ReadRole(ref reader, AccessRole.Owner), reader.ReadPeerId()));
        }

        reader.Leave();
        return grants.ToImmutable();
    }

    /// <summary>What the reducers preserve: who has a role was given it by an owner, and so were the owners, up to the root. Each owner is walked to once, so it takes O(n log n).</summary>
    private bool IsTree()
    {
        if (RootOwner is not { } root) return DefaultRole == AccessRole.None && Grants.IsEmpty;
        if (Grants.ContainsKey(root)) return false;
        var rooted = new HashSet<PeerId> { root };
        var way = new List<PeerId>();
        foreach (var (_, grant) in Grants)
        {
            if (grant.Role == AccessRole.None) continue;
            way.Clear();
            for (var owner = grant.By; !rooted.Contains(owner); owner = Grants[owner].By)
            {
                // More steps than peers go round in a circle.
                if (!Grants.TryGetValue(owner, out var above) || above.Role != AccessRole.Owner || way.Count > Grants.Count) return false;
                way.Add(owner);
            }

            rooted.UnionWith(way);
        }

        return true;
    }
}
