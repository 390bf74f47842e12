using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scuttlegen.CodeFixes;

/// <summary>A use of a clock or of randomness, and the member of <c>ReplayContext</c> of the same type that takes its place.</summary>
/// <param name="Node">The use.</param>
/// <param name="Member">What follows the context's name: <c>Timestamp.UtcDateTime</c>, <c>Next</c>.</param>
/// <param name="Arguments">Whether, and how, the arguments go along.</param>
internal sealed record Replacement(ExpressionSyntax Node, string Member, ArgumentPolicy Arguments)
{
    /// <summary>For the fix's title.</summary>
    public string Preview(string context) => Arguments switch
    {
        ArgumentPolicy.NoCall => $"{context}.{Member}",
        ArgumentPolicy.None => $"{context}.{Member}()",
        _ => $"{context}.{Member}(…)",
    };

    /// <summary>The replacement of <paramref name="use"/>, or <see langword="null"/> where none has its type and meaning.</summary>
    public static Replacement? For(ExpressionSyntax use, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetSymbolInfo(use, cancellation).Symbol is not { ContainingType: { } type } symbol)
            return null;
        var name = type.ToDisplayString() + "." + symbol.Name;
        return symbol switch
        {
            IPropertySymbol => ForProperty(use, name),
            IMethodSymbol method when use is InvocationExpressionSyntax { Expression: not MemberBindingExpressionSyntax } call => ForCall(call, method, name, model),
            _ => null,
        };
    }

    /// <summary>The new expression; <paramref name="rewritten"/> is the use after replacements inside it.</summary>
    public ExpressionSyntax Apply(ExpressionSyntax rewritten, string context)
    {
        var arguments = rewritten is InvocationExpressionSyntax call ? call.ArgumentList : SyntaxFactory.ArgumentList();
        var list = arguments.Arguments;
        ExpressionSyntax replaced = SyntaxFactory.ParseExpression($"{context}.{Member}");
        replaced = Arguments switch
        {
            ArgumentPolicy.NoCall => replaced,
            ArgumentPolicy.None => SyntaxFactory.InvocationExpression(replaced),
            ArgumentPolicy.Keep => SyntaxFactory.InvocationExpression(replaced, arguments),
            ArgumentPolicy.Unname => SyntaxFactory.InvocationExpression(replaced, arguments.ReplaceNodes(list, static (_, argument) => argument.WithNameColon(null))),
            ArgumentPolicy.FromZero => SyntaxFactory.ParseExpression($"{context}.{Member}(0, {(list.Count == 0 ? "long.MaxValue" : list[0].Expression.ToString())})"),
            _ => replaced,
        };
        return replaced.WithTriviaFrom(rewritten);
    }

    private static Replacement? ForProperty(ExpressionSyntax use, string name) => name switch
    {
        "System.DateTimeOffset.UtcNow" or "System.DateTimeOffset.Now" => new(use, "Timestamp", ArgumentPolicy.NoCall),
        "System.DateTime.UtcNow" or "System.DateTime.Now" => new(use, "Timestamp.UtcDateTime", ArgumentPolicy.NoCall),
        "System.DateTime.Today" => new(use, "Timestamp.UtcDateTime.Date", ArgumentPolicy.NoCall),
        _ => null,
    };

    private static Replacement? ForCall(InvocationExpressionSyntax call, IMethodSymbol method, string name, SemanticModel model)
    {
        // Going, the receiver must not take anything with it but a generator.
        if (!method.IsStatic && !IsDisposable(call.Expression))
            return null;
        return (name, method.Parameters.Length, method.IsGenericMethod) switch
        {
            ("System.TimeProvider.GetUtcNow" or "System.TimeProvider.GetLocalNow", 0, false) => new(call, "Timestamp", ArgumentPolicy.NoCall),
            ("System.Guid.NewGuid" or "System.Guid.CreateVersion7", _, false) => new(call, "NewGuid", ArgumentPolicy.None),
            ("System.Random.Next", _, false) => new(call, "Next", ArgumentPolicy.Keep),
            ("System.Random.NextDouble", 0, false) => new(call, "NextDouble", ArgumentPolicy.Keep),
            ("System.Random.NextInt64", 2, false) => new(call, "NextInt64", ArgumentPolicy.Keep),
            ("System.Random.NextInt64", _, false) => new(call, "NextInt64", ArgumentPolicy.FromZero),
            ("System.Random.NextBytes", 1, false) => new(call, "NextBytes", ArgumentPolicy.Unname),
            // The context takes a span; from an array its element type would not be inferred.
            ("System.Random.Shuffle", 1, true)
                => new(call, $"Shuffle<{method.TypeArguments[0].ToMinimalDisplayString(model, call.SpanStart)}>", ArgumentPolicy.Unname),
            ("System.Security.Cryptography.RandomNumberGenerator.GetInt32", _, false) when IsInOrder(call, method) => new(call, "Next", ArgumentPolicy.Unname),
            ("System.Security.Cryptography.RandomNumberGenerator.Fill", 1, false) => new(call, "NextBytes", ArgumentPolicy.Unname),
            _ => null,
        };
    }

    private static bool IsDisposable(ExpressionSyntax called) => called is MemberAccessExpressionSyntax access && access.Expression switch
    {
        BaseObjectCreationExpressionSyntax { Initializer: null } => true,
        var receiver => receiver.DescendantNodesAndSelf().All(static node => node is NameSyntax or MemberAccessExpressionSyntax or ThisExpressionSyntax),
    };

    private static bool IsInOrder(InvocationExpressionSyntax call, IMethodSymbol method)
    {
        var arguments = call.ArgumentList.Arguments;
        for (var index = 0; index < arguments.Count; index++)
        {
            if (arguments[index].NameColon is { } name && name.Name.Identifier.ValueText != method.Parameters[index].Name)
                return false;
        }

        return true;
    }
}

/// <summary>What becomes of the arguments of the call that is replaced.</summary>
internal enum ArgumentPolicy
{
    /// <summary>The replacement is a property.</summary>
    NoCall,

    /// <summary>The replacement takes none.</summary>
    None,

    /// <summary>They are the same, by position and by name.</summary>
    Keep,

    /// <summary>They are the same by position.</summary>
    Unname,

    /// <summary>The replacement wants the lower bound spelled out.</summary>
    FromZero,
}
