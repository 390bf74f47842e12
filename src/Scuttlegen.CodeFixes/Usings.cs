using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.CodeFixes;

/// <summary>Adds a using directive to a file, after those it has.</summary>
internal static class Usings
{
    public static CompilationUnitSyntax Add(CompilationUnitSyntax unit, string name)
    {
        var newLine = unit.DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        if (newLine == default)
            newLine = SyntaxFactory.LineFeed;
        var directive = SyntaxFactory.UsingDirective(SyntaxFactory.ParseName(name).WithLeadingTrivia(SyntaxFactory.Space)).WithTrailingTrivia(newLine);
        if (unit.Usings.Count > 0)
            return unit.WithUsings(unit.Usings.Add(directive));

        // The head of the file stays at its head.
        var first = unit.GetFirstToken();
        return unit
            .ReplaceToken(first, first.WithLeadingTrivia(newLine))
            .WithUsings([directive.WithLeadingTrivia(first.LeadingTrivia)]);
    }
}
