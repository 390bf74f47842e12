using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Scuttlegen.Sqlite;

/// <summary>What <see cref="SqliteFeedStorage.RecoverAsync"/> kept of a log, and what it could not.</summary>
/// <param name="Path">The log, which can be opened again.</param>
/// <param name="BackupPath">The file as it was, byte for byte; beside it, as <c>-wal</c>, its write-ahead log, if it had one. A log itself as far as it is intact.</param>
/// <param name="Self">Under which source this peer writes from now on: a new incarnation, so that it re-uses no sequence that may be lost here and known elsewhere.</param>
/// <param name="Before">Under which source it wrote before; <see langword="null"/> if the log does not say any more. Then <paramref name="Self"/> may be another peer, too.</param>
/// <param name="Feeds">Every source of which something was found, in the order in which the log met them.</param>
/// <param name="UnreadableBatches">
/// How many batches, of whatever source, are known to have been in the log and could not be read. Zero does not prove that there were no more: what was cut
/// from the end leaves no trace.
/// </param>
/// <param name="UnreadableProofs">
/// How many fork proofs are known to have been in the log and could not be read. Until another peer gives such a proof back, or both branches are at hand, what lies beyond the
/// fork counts here.
/// </param>
public sealed record RecoveryReport(
    string Path, string BackupPath, Source Self, Source? Before, ImmutableArray<RecoveredFeed> Feeds, long UnreadableBatches, long UnreadableProofs)
{
    /// <summary>Whether nothing is known to be lost.</summary>
    public bool FoundNoLoss => UnreadableBatches == 0 && UnreadableProofs == 0 && Feeds.All(static feed => feed.Problem is null);

    /// <summary>The report as lines for a person.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Recovered '{Path}'; as it was it is kept in '{BackupPath}'.\n");
        text.Append(CultureInfo.InvariantCulture, $"This peer wrote as {(Before is { } before ? before.ToString("S", null) : "nobody known")} and goes on as {Self:S}.\n");
        if (UnreadableBatches > 0) text.Append(CultureInfo.InvariantCulture, $"At least {UnreadableBatches} batches could not be read.\n");
        if (UnreadableProofs > 0) text.Append(CultureInfo.InvariantCulture, $"At least {UnreadableProofs} fork proofs could not be read.\n");
        foreach (var feed in Feeds) text.Append(CultureInfo.InvariantCulture, $"{feed}\n");
        return text.ToString();
    }
}

/// <summary>What was kept of one source's feed.</summary>
/// <param name="Source">The source.</param>
/// <param name="Kept">How many of its updates were kept: those with the sequences 1 to this. If it forked, what was intact beyond is kept too, as evidence, and not counted.</param>
/// <param name="Dropped">
/// How many updates were found intact beyond, but could not be kept because something before them is missing. They are in the backup, and come back with
/// what is missing from whichever peer has it.
/// </param>
/// <param name="Problem">What is wrong after sequence <paramref name="Kept"/>; <see langword="null"/> if nothing was found to be wrong.</param>
public sealed record RecoveredFeed(Source Source, ulong Kept, ulong Dropped, string? Problem)
{
    /// <summary>The feed's line of the report.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Source {Source:S}: kept {Kept} updates{(Problem is null ? "." : $", dropped {Dropped} found beyond them: {Problem}.")}");
}
