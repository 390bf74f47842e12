using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.CodeFixes;

/// <summary>Adds a using directive to a file: in its place where those it has are in order, else after them.</summary>
internal static class Usings
{
    public static CompilationUnitSyntax Add(CompilationUnitSyntax unit, string name)
    {
        if (unit.Usings.Any(other => IsPlain(other) && other.Name?.ToString() == name))
            return unit;
        var newLine = unit.DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        if (newLine == default)
            newLine = SyntaxFactory.LineFeed;
        var directive = SyntaxFactory.UsingDirective(SyntaxFactory.ParseName(name).WithLeadingTrivia(SyntaxFactory.Space)).WithTrailingTrivia(newLine);
        if (unit.Usings.Count > 0)
            return unit.WithUsings(Insert(unit.Usings, directive, name));

        // The head of the file stays at its head.
        var first = unit.GetFirstToken();
        return unit
            .ReplaceToken(first, first.WithLeadingTrivia(newLine))
            .WithUsings([directive.WithLeadingTrivia(first.LeadingTrivia)]);
    }

    private static SyntaxList<UsingDirectiveSyntax> Insert(SyntaxList<UsingDirectiveSyntax> usings, UsingDirectiveSyntax directive, string name)
    {
        var plain = usings.Where(IsPlain).Select(static other => other.Name!.ToString()).ToList();
        var isSorted = plain.Zip(plain.Skip(1), Compare).All(static order => order <= 0);
        var place = usings.IndexOf(other => IsPlain(other) && Compare(other.Name!.ToString(), name) > 0);
        if (!isSorted || place < 0)
            return usings.Add(directive);
        var next = usings[place];
        // What stands above the first directive is about the file; what stands above another is about that.
        if (place > 0)
            return usings.Insert(place, directive);
        return usings.Replace(next, next.WithLeadingTrivia()).Insert(place, directive.WithLeadingTrivia(next.GetLeadingTrivia()));
    }

    private static bool IsPlain(UsingDirectiveSyntax directive) => directive is { Alias: null, Name: not null } && directive.StaticKeyword == default && directive.GlobalKeyword == default;

    private static int Compare(string left, string right)
    {
        var isSystem = IsSystem(left).CompareTo(IsSystem(right));
        return isSystem != 0 ? -isSystem : string.Compare(left, right, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);
}
