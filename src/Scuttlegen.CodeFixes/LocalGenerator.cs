using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.CodeFixes;

/// <summary>A local such as <c>var dice = new Random();</c> that is used only to draw: fixing the draws does away with it.</summary>
/// <param name="Declaration">The statement that declares it, and nothing else.</param>
/// <param name="Uses">The calls on it.</param>
internal sealed record LocalGenerator(LocalDeclarationStatementSyntax Declaration, ImmutableArray<ExpressionSyntax> Uses)
{
    /// <summary>The local that <paramref name="creation"/> initialises, or <see langword="null"/> where it does not, or where the local is used for more than calls.</summary>
    public static LocalGenerator? MadeBy(ExpressionSyntax creation, SemanticModel model, CancellationToken cancellation) =>
        creation.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } ? Of(variable, model, cancellation) : null;

    /// <summary>The declarations that nothing needs once <paramref name="replaced"/> are gone.</summary>
    public static ImmutableArray<LocalDeclarationStatementSyntax> UnusedAfter(IReadOnlyCollection<ExpressionSyntax> replaced, SemanticModel model, CancellationToken cancellation)
    {
        var unused = ImmutableArray.CreateBuilder<LocalDeclarationStatementSyntax>();
        foreach (var use in replaced)
        {
            if (use is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax name } }
                && model.GetSymbolInfo(name, cancellation).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var reference] }
                && reference.GetSyntax(cancellation) is VariableDeclaratorSyntax variable
                && Of(variable, model, cancellation) is { } generator
                && generator.Uses.All(replaced.Contains)
                && !unused.Contains(generator.Declaration))
            {
                unused.Add(generator.Declaration);
            }
        }

        return unused.ToImmutable();
    }

    private static LocalGenerator? Of(VariableDeclaratorSyntax variable, SemanticModel model, CancellationToken cancellation)
    {
        if (variable is not { Initializer.Value: BaseObjectCreationExpressionSyntax or MemberAccessExpressionSyntax, Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax scope } declaration } }
            || model.GetDeclaredSymbol(variable, cancellation) is not ILocalSymbol { Type: { } type } local
            || type.ToDisplayString().TrimEnd('?') is not ("System.Random" or "System.TimeProvider"))
        {
            return null;
        }

        var uses = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        foreach (var name in scope.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.ValueText != local.Name || !SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol, local))
                continue;
            if (name.Parent is not MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access || access.Expression != name || call.Expression != access)
                return null;
            uses.Add(call);
        }

        return uses.Count == 0 ? null : new LocalGenerator(declaration, uses.ToImmutable());
    }
}
