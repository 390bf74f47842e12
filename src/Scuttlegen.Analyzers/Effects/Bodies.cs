using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>From a member of this compilation to the operations that run when it is used.</summary>
internal sealed class Bodies(Compilation compilation)
{
    private static readonly ConditionalWeakTable<Compilation, Bodies> Known = new();

    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    /// <summary>The sources of <paramref name="compilation"/>, and the models they are bound with: what one analysis has bound, another need not.</summary>
    public static Bodies For(Compilation compilation) => Known.GetValue(compilation, static key => new Bodies(key));

    /// <summary>Whether the symbol's source is in this compilation. A project reference's source is in another one.</summary>
    public bool HasSource(ISymbol symbol) =>
        !symbol.IsImplicitlyDeclared && SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly);

    public bool IsOurs(ITypeSymbol type) =>
        type.TypeKind != TypeKind.TypeParameter && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition.ContainingAssembly, compilation.Assembly);

    // Interprocedural analysis needs the model of trees other than the one the driver is visiting. One model per tree and
    // compilation is kept, so nothing is bound twice here.
#pragma warning disable RS1030
    public SemanticModel ModelOf(SyntaxTree tree) => _models.GetOrAdd(tree, key => compilation.GetSemanticModel(key));
#pragma warning restore RS1030

    /// <summary>The operations that run when <paramref name="member"/> does; for a static field, its initialiser.</summary>
    public IEnumerable<IOperation> Of(ISymbol member, CancellationToken cancellation)
    {
        foreach (var syntax in RootsOf(member, cancellation))
        {
            if (ModelOf(syntax.SyntaxTree).GetOperation(syntax, cancellation) is { } operation)
                yield return operation;
        }
    }

    private static IEnumerable<SyntaxNode> RootsOf(ISymbol member, CancellationToken cancellation) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => ConstructorRoots(constructor, cancellation),
        IMethodSymbol { MethodKind: MethodKind.PropertyGet, IsStatic: true, AssociatedSymbol: { } property } getter
            => DeclarationsOf(getter, cancellation).Concat(InitializersOf(property, cancellation)),
        IMethodSymbol method => DeclarationsOf(method, cancellation),
        IFieldSymbol or IEventSymbol => InitializersOf(member, cancellation),
        _ => [],
    };

    private static IEnumerable<SyntaxNode> ConstructorRoots(IMethodSymbol constructor, CancellationToken cancellation)
    {
        var chains = false;
        foreach (var syntax in DeclarationsOf(constructor, cancellation))
        {
            switch (syntax)
            {
                case ConstructorDeclarationSyntax declaration:
                    chains = declaration.Initializer.IsKind(SyntaxKind.ThisConstructorInitializer);
                    yield return declaration;
                    break;
                case TypeDeclarationSyntax { BaseList: { } bases }:
                    foreach (var baseCall in bases.Types.OfType<PrimaryConstructorBaseTypeSyntax>())
                        yield return baseCall;
                    break;
            }
        }

        // Neither `: this(…)` nor a record's copy constructor runs the initialisers.
        if (chains || IsCopyConstructor(constructor))
            yield break;
        foreach (var member in constructor.ContainingType.GetMembers())
        {
            if (member.IsStatic || member.IsImplicitlyDeclared)
                continue;
            foreach (var initializer in InitializersOf(member, cancellation))
                yield return initializer;
        }
    }

    /// <summary>Whether this is the constructor that a <c>with</c> expression copies by.</summary>
    public static bool IsCopyConstructor(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Constructor, ContainingType.IsRecord: true, Parameters: [var original] }
        && SymbolEqualityComparer.Default.Equals(original.Type, method.ContainingType);

    /// <summary>Whether a constructor's declaration names the constructor it chains to.</summary>
    public static bool ChainsConstructor(SyntaxNode declaration) => declaration switch
    {
        ConstructorDeclarationSyntax constructor => constructor.Initializer is not null,
        TypeDeclarationSyntax { BaseList: { } bases } => bases.Types.OfType<PrimaryConstructorBaseTypeSyntax>().Any(),
        _ => false,
    };

    private static IEnumerable<SyntaxNode> DeclarationsOf(ISymbol member, CancellationToken cancellation) =>
        member.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation));

    private static IEnumerable<SyntaxNode> InitializersOf(ISymbol member, CancellationToken cancellation)
    {
        if (member is not (IFieldSymbol or IPropertySymbol or IEventSymbol))
            yield break;
        foreach (var syntax in DeclarationsOf(member, cancellation))
        {
            var initializer = syntax switch
            {
                VariableDeclaratorSyntax declarator => declarator.Initializer,
                PropertyDeclarationSyntax property => property.Initializer,
                _ => null,
            };
            if (initializer is not null)
                yield return initializer;
        }
    }
}
