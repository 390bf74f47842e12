using Scuttlegen.Runtime;

namespace Scuttlegen;

/// <summary>Whether a batch may enter: handed out by the replica, asked by whoever runs it, answered with <see cref="Replica{TState}.Answer"/>.</summary>
/// <param name="waiting">The batch.</param>
/// <param name="updates">Its updates that are to be asked about, in feed order, each with its kind.</param>
/// <param name="history">What this peer holds.</param>
internal sealed class AdmissionQuestion<TState>(WaitingBatch waiting, IReadOnlyList<(int Kind, Update Update)> updates, History<TState> history)
{
    public WaitingBatch Waiting { get; } = waiting;

    /// <summary>Asks about one update after another, until one may not enter.</summary>
    /// <exception cref="OperationCanceledException">Canceled.</exception>
    public async ValueTask<AdmissionAnswer> AskAsync(ReplayTable<TState> table, CancellationToken cancellationToken)
    {
        foreach (var (kind, update) in updates)
        {
            try
            {
                if (!await table.AdmitAsync(kind, update.Action!, update, history, cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false)) return new(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                return new(false, update, exception);
            }
        }

        return new(true);
    }
}

/// <summary>The answer to an <see cref="AdmissionQuestion{TState}"/>, with the update that an admission threw on, if one did.</summary>
internal readonly record struct AdmissionAnswer(bool MayEnter, Update Update = default, Exception? Exception = null);
