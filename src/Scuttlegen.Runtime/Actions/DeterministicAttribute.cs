namespace Scuttlegen;

/// <summary>
/// Asserts that a member, or every member of a type or assembly, gives the same result for the same arguments on every peer and in every replay, so that reducers may use it.
/// </summary>
/// <remarks>
/// Where the source is visible, the assertion is verified, of an interface for what implements it, of a virtual member for what overrides it, of an assembly for what it shows to others: what makes peers differ is reported there, as in a reducer. Where it is not, in the project that uses a
/// library, the assertion stands for the proof. It is about results: a member may change its own object, and a reducer that lets it change the state is reported all the same.
/// </remarks>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Constructor | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Assembly,
    Inherited = false)]
public sealed class DeterministicAttribute : Attribute;
