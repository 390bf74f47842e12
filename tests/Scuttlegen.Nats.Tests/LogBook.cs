using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Scuttlegen.Nats.Tests;

/// <summary>Keeps everything that is logged.</summary>
internal sealed class LogBook : ILoggerFactory, ILogger
{
    public ConcurrentQueue<(LogLevel Level, string Text, Exception? Exception)> Entries { get; } = new();

    public int Count(LogLevel from, string part) => Entries.Count(entry => entry.Level >= from && entry.Text.Contains(part, StringComparison.Ordinal));

    public Task UntilAsync(LogLevel from, string part, int count) => NatsServer.UntilAsync(() => Task.FromResult(Count(from, part) >= count));

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Entries.Enqueue((logLevel, formatter(state, exception), exception));
}
