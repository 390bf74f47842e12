namespace Scuttlegen.Generators.Model;

/// <summary>A <c>[CrdtState]</c> record, and how its members merge.</summary>
/// <param name="Name">The type's name in documentation.</param>
/// <param name="Type">The type as written in generated code.</param>
/// <param name="Code">The name of the nested class that holds what is nobody's to call.</param>
internal sealed record CrdtStateModel(DeclarationModel Declaration, string Name, string Type, string Code, EquatableArray<CrdtMemberModel> Members)
{
    public const string DeltaName = "Delta";

    public string Delta => Type + "." + DeltaName;
}

/// <summary>A member of a <c>[CrdtState]</c>.</summary>
/// <param name="Access">The member's identifier, escaped.</param>
/// <param name="Accessibility">Who sees it: <c>public</c> or <c>internal</c>.</param>
/// <param name="Delta">The type of its deltas, which is its own where it has none.</param>
/// <param name="HasDeltas">Whether it merges deltas by an operation of its own.</param>
/// <param name="Change">The type of the parameter that changes it.</param>
/// <param name="ChangeIsMutation">Whether that is a mutation; else it is a value to merge.</param>
/// <param name="Parameter">The name of that parameter.</param>
/// <param name="Local">The local that stands for it elsewhere.</param>
/// <param name="IsArgument">Whether it is passed to the constructor, in the order of the members.</param>
internal sealed record CrdtMemberModel(
    string Name, string Access, string Accessibility, string Type, string Delta, bool HasDeltas, string Change, bool ChangeIsMutation, string Parameter, string Local, bool IsArgument);
