using System.Buffers;
using Microsoft.Extensions.Logging;
using NATS.Client.Core;

namespace Scuttlegen.Nats;

/// <summary>
/// A subscription that hands each payload to an inbox straight from the socket's buffer. The client's own subscriptions copy into a channel that is bounded
/// by a count of messages, which for frames of up to a mebibyte bounds nothing.
/// </summary>
internal sealed class FrameSubscription(INatsConnection connection, string subject, LinkInbox inbox, ILogger logger)
    : NatsSubBase(connection, connection.SubscriptionManager, subject, queueGroup: null, opts: null)
{
    public LinkInbox Inbox => inbox;

    protected override ValueTask ReceiveInternalAsync(string subject, string? replyTo, ReadOnlySequence<byte>? headersBuffer, ReadOnlySequence<byte> payloadBuffer)
    {
        // An exception here would end the subscription, or put the client's reader out of step with the stream.
        try
        {
            inbox.AddFrame(payloadBuffer);
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "A frame of {Length} bytes could not be taken", payloadBuffer.Length);
        }

        return default;
    }

    protected override void TryComplete()
    {
    }
}
