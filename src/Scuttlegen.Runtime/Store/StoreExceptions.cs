using Scuttlegen.Wire;

namespace Scuttlegen;

/// <summary>An action that cannot be dispatched: the store, its history and its peers are as they were.</summary>
public sealed class ActionRefusedException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="kind">The action's kind.</param>
    /// <param name="message">What is wrong with it, and what to do.</param>
    /// <param name="innerException">What the codec said.</param>
    public ActionRefusedException(string kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = kind;

    /// <summary>The action's kind.</summary>
    public string Kind { get; }
}

/// <summary>A store whose reducers take the <see cref="Genesis"/>, as those of <see cref="AccessControl"/> do, was opened without one (<see cref="StoreOptions.Genesis"/>).</summary>
public sealed class GenesisMissingException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="store">The store's name.</param>
    public GenesisMissingException(string store)
        : base($"The store '{store}' begins with a genesis, which says who owns it. The owner creates it, once: Genesis.Create(owner). All others take the owner's: o => o with {{ Genesis = Genesis.Parse(invitation) }}.") =>
        Store = store;

    /// <summary>The store's name.</summary>
    public string Store { get; }
}

/// <summary>
/// More has been dispatched than could yet be stored and sent (<see cref="StoreOptions.MaxPendingBytes"/>). Wait with <c>DispatchAsync</c>, which does, or
/// try again later.
/// </summary>
public sealed class StoreBusyException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">How much is pending, and what to do.</param>
    public StoreBusyException(string message)
        : base(message)
    {
    }
}

/// <summary>
/// The history is halted (<see cref="HistoryHalted"/>): its state no longer follows the log, so nothing may be dispatched on top of it. Reading, storing and relaying go on.
/// </summary>
public sealed class HistoryHaltedException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="reason">Why it is halted.</param>
    public HistoryHaltedException(Exception reason)
        : base(HistoryHalted.Explain(reason), reason)
    {
    }
}

/// <summary>The process died while the log was replayed at its last opening, and the store was opened without replay (<see cref="StoreOptions.ReplayAfterCrash"/>).</summary>
public sealed class ReplayCrashedException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="times">How often in a row it happened.</param>
    public ReplayCrashedException(int times)
        : base($"The last {times} openings ended while the log was replayed: a reducer may have brought the process down.") => Times = times;

    /// <summary>How often in a row it happened.</summary>
    public int Times { get; }
}

/// <summary>The store stopped for good, because its updates could not be stored or reduced any more. What was durable is safe: open it again.</summary>
public sealed class StoreFaultedException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What stopped it, and what to do.</param>
    /// <param name="innerException">What the storage or the runtime threw.</param>
    public StoreFaultedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
