using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging;

namespace Scuttlegen.Streams;

/// <summary>
/// Carries frames between neighbours over duplex streams, without a broker: it listens for and dials TCP connections, and takes any other stream. Any number of stores and rooms share the
/// connections. News travels further because each store passes on what is news to it (<see cref="ITransportLink.ReachesEveryPeer"/>), so a line, a star, a ring or any mesh will do. Nothing here encrypts or
/// authenticates: see <see cref="StreamConnectionOptions.Wrap"/>. All members may be called from any thread.
/// </summary>
public sealed partial class StreamTransport : ITransport
{
    private readonly StreamTransportOptions _options;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();

    // Under _gate.
    private readonly List<StreamConnection> _connections = [];
    private readonly Dictionary<StreamConnection, Task> _running = [];
    private readonly List<Task> _loops = [];
    private bool _isStarted;
    private Task? _disposing;

    // Written under _gate.
    private volatile ImmutableDictionary<StoreId, ImmutableArray<StreamLink>> _links = ImmutableDictionary<StoreId, ImmutableArray<StreamLink>>.Empty;
    private volatile string? _lastFailure;
    private volatile IPEndPoint? _listensOn;
    private int _dials;

    /// <summary>Creates a transport. It listens and dials from when the first store joins, or <see cref="Start"/> is called.</summary>
    /// <param name="options">Where to listen, whom to dial, and the bounds. Default: neither, for streams that are added.</param>
    /// <exception cref="ArgumentException">An option is invalid; <see cref="ArgumentException.ParamName"/> and the message name it.</exception>
    public StreamTransport(StreamTransportOptions? options = null)
    {
        _options = options ?? new StreamTransportOptions();
        _options.Validate();
        _logger = _options.LoggerFactory.CreateLogger<StreamTransport>();
    }

    /// <summary>All connections at the moment, the oldest first, also those that have not greeted yet.</summary>
    public ImmutableArray<StreamConnection> Connections
    {
        get
        {
            lock (_gate) return [.. _connections];
        }
    }

    /// <summary>Where connections are accepted, with the port that was taken; <see langword="null"/> while they are not.</summary>
    public IPEndPoint? ListensOn => _listensOn;

    /// <summary>How many addresses are still dialled, again and again.</summary>
    internal int DialsUnderWay => Volatile.Read(ref _dials);

    internal Guid Id { get; } = Guid.NewGuid();

    internal string NoNeighbour => $"No neighbour of this store is connected at the moment. {_lastFailure}".TrimEnd();

    /// <summary>Uses a duplex stream as a connection, and owns it from now on. The other side needs a transport that has the stream's other end.</summary>
    /// <param name="stream">What to read and write. Reading and writing at the same time must be possible; disposing it should end both.</param>
    /// <param name="options">How to use it. Default: both ways, for as long as it lasts.</param>
    /// <param name="remote">The other side, for people. Default: the stream's type.</param>
    /// <exception cref="ArgumentException">The stream cannot be read and written, or an option is invalid.</exception>
    /// <exception cref="InvalidOperationException">There are <see cref="StreamTransportOptions.MaxConnections"/> already. The stream is still the caller's.</exception>
    /// <exception cref="ObjectDisposedException">The transport was disposed. The stream is still the caller's.</exception>
    public StreamConnection AddConnection(Stream stream, StreamConnectionOptions? options = null, string? remote = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead || !stream.CanWrite) throw new ArgumentException("A connection takes a stream that can be read and written.", nameof(stream));
        options ??= new StreamConnectionOptions();
        options.Validate(nameof(options));
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposing is not null, this);
            if (_connections.Count >= _options.MaxConnections)
                throw new InvalidOperationException($"There are {_connections.Count} connections already, as many as there may be ({nameof(StreamTransportOptions.MaxConnections)}).");
            var connection = new StreamConnection(this, _options, stream, options, remote ?? stream.GetType().Name, _logger);
            _connections.Add(connection);
            foreach (var link in _links.Values.SelectMany(links => links)) connection.SendControl(Packet.About(Packet.Join, link.Store, link.Self));
            _running.Add(connection, connection.RunAsync());
            return connection;
        }
    }

    /// <summary>Begins to listen and to dial, if that has not begun. Returns at once; <see cref="ListensOn"/> is set already unless listening failed.</summary>
    /// <exception cref="ObjectDisposedException">The transport was disposed.</exception>
    public void Start()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposing is not null, this);
            if (_isStarted) return;
            _isStarted = true;
            if (_options.Listen is { } address) _loops.Add(ListenAsync(address));
            _dials = _options.Dial.Length;
            foreach (var dialled in _options.Dial) _loops.Add(DialAsync(dialled));
        }
    }

    /// <inheritdoc/>
    public ValueTask<ITransportLink> JoinAsync(StoreId store, Source self, ITransportReceiver receiver, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<ITransportLink>(cancellationToken);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposing is not null, this);
            var link = new StreamLink(this, store, self, receiver, _options.MaxFrameBytes, _logger);
            _links = _links.SetItem(store, _links.GetValueOrDefault(store, []).Add(link));
            foreach (var connection in _connections) connection.SendControl(Packet.About(Packet.Join, store, self));
            Reroute(store, null);
            Start();
            if (_lastFailure is { } failure) link.TellDown(failure);
            return ValueTask.FromResult<ITransportLink>(link);
        }
    }

    /// <summary>
    /// Leaves all stores and closes all connections, within seconds whatever the other sides do. Frames on their way out are written, where a connection takes them.
    /// </summary>
    public ValueTask DisposeAsync()
    {
        lock (_gate) return new ValueTask(_disposing ??= Task.Run(CloseAsync));
    }

    private async Task CloseAsync()
    {
        List<Task> loops;
        List<Task> running;
        List<StreamConnection> connections;
        lock (_gate)
        {
            loops = [.. _loops];
            running = [.. _running.Values];
            connections = [.. _connections];
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_links.Values.SelectMany(links => links).Select(link => link.DisposeAsync().AsTask())).ConfigureAwait(false);
        foreach (var connection in connections) connection.Finish(new StreamEnd(StreamEndReason.ClosedHere, "The transport was disposed here."));
        await Task.WhenAll(running).ConfigureAwait(false);
        await Task.WhenAll(loops).ConfigureAwait(false);
    }
}
