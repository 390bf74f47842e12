using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.CodeFixes;

/// <summary>How a type of the class library is written at some place.</summary>
/// <param name="Name">Its name there: simple, or in full where another type has the simple one.</param>
/// <param name="Using">The namespace to be imported for it.</param>
internal readonly record struct TypeReference(string Name, string? Using)
{
    /// <summary>The type <paramref name="name"/> of <paramref name="space"/>, as written at <paramref name="position"/>.</summary>
    public static TypeReference At(int position, string space, string name, SemanticModel model)
    {
        var visible = model.LookupNamespacesAndTypes(position, name: name);
        if (visible.IsEmpty)
            return new(name, space);
        var isKnown = visible.All(type => type.ContainingNamespace?.ToDisplayString() == space);
        return new(isKnown ? name : $"global::{space}.{name}", null);
    }

    public static TypeReference CultureInfo(int position, SemanticModel model) => At(position, "System.Globalization", "CultureInfo", model);

    public static TypeReference StringComparison(int position, SemanticModel model) => At(position, "System", "StringComparison", model);

    public static TypeReference StringComparer(int position, SemanticModel model) => At(position, "System", "StringComparer", model);

    /// <summary>The type, or a member of it.</summary>
    public ExpressionSyntax Dot(string member) => SyntaxFactory.ParseExpression($"{Name}.{member}");
}
