using Microsoft.CodeAnalysis;

namespace Scuttlegen.Generators.Contract;

/// <summary>Where in the source findings about an action's layout stand.</summary>
internal static class Locations
{
    public static Location? Of(INamedTypeSymbol action) => action.Locations.FirstOrDefault();

    /// <summary>The member of the action that leads to <paramref name="path"/>, or the action itself if it has none.</summary>
    public static Location? Of(INamedTypeSymbol action, string path)
    {
        var end = path.IndexOfAny(['.', '(']);
        var name = end < 0 ? path : path.Substring(0, end);
        var member = action.GetMembers(name).FirstOrDefault(m => m is IPropertySymbol or IFieldSymbol);
        return member?.Locations.FirstOrDefault() is { IsInSource: true } location ? location : Of(action);
    }
}
