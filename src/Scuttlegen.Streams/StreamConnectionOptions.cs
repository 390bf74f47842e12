namespace Scuttlegen.Streams;

/// <summary>How one connection is used, or all that are accepted, or all that are dialled. Immutable, with defaults that work.</summary>
public sealed record StreamConnectionOptions
{
    /// <summary>Which way updates pass. Default <see cref="StreamDirection.Both"/>.</summary>
    public StreamDirection Direction { get; init; } = StreamDirection.Both;

    /// <summary>
    /// Whether the connection stays when both ends have what the other had. If <see langword="false"/> at either end, it closes then
    /// (<see cref="StreamEndReason.Synchronised"/>); an address that was dialled so is not dialled again. Default <see langword="true"/>.
    /// </summary>
    public bool Tail { get; init; } = true;

    /// <summary>
    /// Wraps the raw stream before anything is said on it, say in an authenticated <see cref="System.Net.Security.SslStream"/>. What it throws ends the connection. It must be done within
    /// <see cref="StreamTransportOptions.HandshakeTimeout"/>, when its token is cancelled. Both streams are disposed with the connection. Default <see langword="null"/>: the raw stream is used, without
    /// encryption or authentication.
    /// </summary>
    public Func<Stream, CancellationToken, ValueTask<Stream>>? Wrap { get; init; }

    internal void Validate(string option)
    {
        if (!Enum.IsDefined(Direction)) throw new ArgumentException($"{option}.{nameof(Direction)} takes one of the named values; it was {(int)Direction}.", option);
    }
}
