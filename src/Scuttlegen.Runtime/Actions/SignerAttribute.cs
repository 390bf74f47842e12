namespace Scuttlegen;

/// <summary>
/// Marks a static method <c>TAction Method(TAction action, SignerContext context)</c>, or one that returns a <see cref="ValueTask{TResult}"/> or <see cref="Task{TResult}"/> of the action and may take a
/// <see cref="CancellationToken"/>, as the signer of one action: it is given each action of that type that is dispatched here, before it is encoded, and returns the one to log instead.
/// </summary>
/// <remarks>
/// It runs once, on the peer that dispatches, so it need not be pure: it may read a clock, a key or a service. A signer that completes later leaves the action only <c>DispatchAsync</c>: calls may be
/// signed at the same time, at most <see cref="StoreOptions.MaxPendingSignings"/>, and are reduced in the order in which they were made. One that throws fails its own call only
/// (<see cref="ActionRefusedException"/>).
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class SignerAttribute : Attribute;

/// <summary>What is known of an update before it has a place in the order.</summary>
/// <param name="Source">
/// Under which source this peer writes now. Its incarnation may change before the update is durable (<see cref="IncarnationChanged"/>): a signature should cover <see cref="Source.Peer"/>, which does not.
/// </param>
/// <param name="StoreId">The store and room.</param>
/// <param name="Timestamp">The wall-clock time that the update will carry, in UTC, to the millisecond.</param>
public readonly record struct SignerContext(Source Source, StoreId StoreId, DateTimeOffset Timestamp);
