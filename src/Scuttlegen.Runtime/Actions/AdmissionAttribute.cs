namespace Scuttlegen;

/// <summary>
/// Marks a static method <c>bool Method(TAction action, Update update, History&lt;TState&gt; history)</c>, or one that returns a <see cref="ValueTask{TResult}"/> or <see cref="Task{TResult}"/> of
/// <see cref="bool"/> and may take a <see cref="CancellationToken"/>, as an admission of one action: it is asked before a batch from another peer is taken. <see langword="false"/> means "not yet": the
/// batch, and what follows it in its feed, is neither held nor relayed here, and is asked for again later.
/// </summary>
/// <remarks>
/// It is this peer's own affair: it need not be pure, may ask services, and <c>history</c> is what this peer holds at the moment, which differs from peer to peer. Therefore it can only delay, never refuse for
/// good: peers agree once all of them have said yes. What is to be void for everybody is a <see cref="VerifierAttribute"/>'s or a <see cref="GuardAttribute"/>'s to decide. One that throws says "not yet"
/// (<see cref="AdmissionThrew"/>). It is asked neither about this peer's own updates nor about those read from the storage.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class AdmissionAttribute : Attribute;
