using Microsoft.Extensions.Logging;

namespace Scuttlegen.Nats;

/// <summary>
/// The NATS client's log. The client tells why an attempt to connect failed nowhere else, so this remembers it; and it lowers such entries to
/// debug level, because the transport reports an outage once, not at each attempt.
/// </summary>
internal sealed class ClientLog(ILoggerFactory inner) : ILoggerFactory
{
    private const string ConnectionCategory = "NATS.Client.Core.NatsConnection";

    private readonly Lock _gate = new();
    private readonly List<Exception> _failures = [];

    /// <summary>What the client logged as failed since the connection was created, oldest first.</summary>
    public IReadOnlyList<Exception> Failures
    {
        get
        {
            lock (_gate) return [.. _failures];
        }
    }

    public ILogger CreateLogger(string categoryName)
    {
        var logger = inner.CreateLogger(categoryName);
        return categoryName == ConnectionCategory ? new ConnectionLogger(this, logger) : logger;
    }

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    // The inner factory is the caller's.
    public void Dispose()
    {
    }

    private void Remember(Exception failure)
    {
        lock (_gate)
        {
            // One attempt fails at most once per server.
            if (_failures.Count < 16) _failures.Add(failure);
        }
    }

    private sealed class ConnectionLogger(ClientLog owner, ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning || inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (exception is not null && logLevel >= LogLevel.Warning) owner.Remember(exception);
            inner.Log(logLevel >= LogLevel.Information ? LogLevel.Debug : logLevel, eventId, state, exception, formatter);
        }
    }
}
