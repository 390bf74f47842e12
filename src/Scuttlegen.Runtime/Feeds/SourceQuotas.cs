using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>What each source may still write here (<see cref="Quotas"/>). Keeps two numbers for each source that others wrote under, and the names of kinds that are not known, at most <see cref="Quotas.MaxUnknownKinds"/> each.</summary>
/// <param name="quotas">The quotas.</param>
/// <param name="isKnown">Whether the store reduces a kind.</param>
/// <param name="encryption">Opens bodies. What stays closed has neither kinds nor payloads here.</param>
internal sealed class SourceQuotas(Quotas quotas, Predicate<string> isKnown, RoomEncryption encryption)
{
    private readonly Dictionary<Source, (TokenBucket Updates, TokenBucket Bytes)> _rates = [];
    private readonly Dictionary<Source, HashSet<string>> _unknownKinds = [];

    private bool HasRates => quotas.UpdatesPerSecond is not null || quotas.BytesPerSecond is not null;

    /// <summary>Why a source's batches have to wait; <see langword="null"/> if they need not.</summary>
    /// <param name="source">The source.</param>
    /// <param name="news">The batches, none of which is held.</param>
    /// <param name="now">When.</param>
    /// <param name="wait">How long; <see cref="TimeSpan.MaxValue"/> if only another quota would help.</param>
    public string? WhyNot(Source source, ReadOnlySpan<Batch> news, TimeSpan now, out TimeSpan wait)
    {
        wait = TimeSpan.MaxValue;
        if (news.IsEmpty) return null;
        if (HasTooManyKinds(source, news)) return $"it uses more than {quotas.MaxUnknownKinds} kinds that this version does not know ({nameof(Quotas)}.{nameof(Quotas.MaxUnknownKinds)})";
        if (quotas.MaxPayloadBytes < WireLimits.MaxPayloadBytes && HasTooLarge(source, news)) return $"an action of it has more than {quotas.MaxPayloadBytes} bytes ({nameof(Quotas)}.{nameof(Quotas.MaxPayloadBytes)})";

        // Only whoever has written has a rate: sources that never enter leave nothing behind.
        ref var rate = ref CollectionsMarshal.GetValueRefOrNullRef(_rates, source);
        if (Unsafe.IsNullRef(ref rate)) return null;
        if ((wait = rate.Updates.Closed(now)) > TimeSpan.Zero) return $"its author has written more than {quotas.UpdatesPerSecond} updates a second ({nameof(Quotas)}.{nameof(Quotas.UpdatesPerSecond)})";
        if ((wait = rate.Bytes.Closed(now)) > TimeSpan.Zero) return $"its author has written more than {quotas.BytesPerSecond} bytes a second ({nameof(Quotas)}.{nameof(Quotas.BytesPerSecond)})";
        return null;
    }

    /// <summary>A batch was taken.</summary>
    /// <param name="source">Its source.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="now">When; <see langword="null"/> if it was read from the storage.</param>
    public void Took(Source source, Batch batch, TimeSpan? now)
    {
        foreach (var kind in KindsOf(source, batch))
        {
            if (!isKnown(kind)) (CollectionsMarshal.GetValueRefOrAddDefault(_unknownKinds, source, out _) ??= new HashSet<string>(StringComparer.Ordinal)).Add(kind);
        }

        if (now is not { } when || !HasRates) return;
        ref var rate = ref RateOf(source, when);
        rate.Updates.Take(batch.Header.Count, when);
        rate.Bytes.Take(batch.Length, when);
    }

    private ref (TokenBucket Updates, TokenBucket Bytes) RateOf(Source source, TimeSpan now)
    {
        ref var rate = ref CollectionsMarshal.GetValueRefOrAddDefault(_rates, source, out var exists);
        if (!exists) rate = (new TokenBucket(quotas.UpdatesPerSecond, quotas.Burst, now), new TokenBucket(quotas.BytesPerSecond, quotas.Burst, now));
        return ref rate;
    }

    private bool HasTooManyKinds(Source source, ReadOnlySpan<Batch> news)
    {
        HashSet<string>? more = null;
        var held = _unknownKinds.GetValueOrDefault(source);
        foreach (var batch in news)
        {
            foreach (var kind in KindsOf(source, batch))
            {
                if (!isKnown(kind) && held?.Contains(kind) != true) (more ??= new HashSet<string>(StringComparer.Ordinal)).Add(kind);
            }
        }

        return more is not null && (held?.Count ?? 0) + more.Count > quotas.MaxUnknownKinds;
    }

    private string[] KindsOf(Source source, Batch batch) => encryption.TryOpen(source, batch, out var updates, out _) == Opening.Open ? updates.Kinds : [];

    private bool HasTooLarge(Source source, ReadOnlySpan<Batch> news)
    {
        foreach (var batch in news)
        {
            if (encryption.TryOpen(source, batch, out var updates, out _) != Opening.Open) continue;
            while (updates.MoveNext())
            {
                if (updates.Payload.Length > quotas.MaxPayloadBytes) return true;
            }
        }

        return false;
    }
}
