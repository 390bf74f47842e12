namespace Scuttlegen;

/// <summary>
/// Marks a static method <c>bool Method(TAction action, Update update)</c> or <c>bool Method(TAction action, Update update, FeedPrefix prefix)</c> as a verifier of one action. An update that
/// it returns <see langword="false"/> for, or throws on, is void: it keeps its sequence, is kept and relayed, and changes nothing on any peer (<see cref="UpdateVoided"/>).
/// </summary>
/// <remarks>
/// It decides from the action, its update and what came before in the same feed, and from nothing else, so every peer comes to the same verdict in whatever order updates arrive. It is as pure and
/// deterministic as a reducer. What depends on the state is a <see cref="GuardAttribute"/>'s to decide. Dispatching an action that its own verifier refuses throws
/// <see cref="ActionRefusedException"/>.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class VerifierAttribute : Attribute;
