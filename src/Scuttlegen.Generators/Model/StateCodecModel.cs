namespace Scuttlegen.Generators.Model;

/// <summary>The canonical codec of a store's root state.</summary>
/// <param name="Class">The class nested in the store that holds the helpers.</param>
/// <param name="Layout">What a peer must agree on to compare states: part of the contract.</param>
/// <param name="IsRecursive">Whether a state can contain itself, so that writing it could exhaust the stack.</param>
internal sealed record StateCodecModel(
    string Class, WireType Root, string Layout, bool IsRecursive, EquatableArray<HelperType> Helpers, EquatableArray<ObjectModel> Objects)
{
    /// <summary>The member of the class that local slices are taken from when a state is read.</summary>
    public const string Initial = "Initial";

    public bool HasHelpers => Helpers.Count + Objects.Count > 0;
}

/// <summary>A state's codec with its place: all that its file is printed from.</summary>
internal sealed record StateBinding(DeclarationModel Declaration, string State, string Initial, StateCodecModel Codec);
