using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Scuttlegen.Analyzers.Effects;

/// <summary>
/// Members that begin with <c>RuntimeHelpers.EnsureSufficientExecutionStack()</c>: recursion through them ends in an exception that halts the history, which neither
/// takes the process down nor skips the update.
/// </summary>
internal static class StackGuard
{
    // What stands behind a condition, or behind the first call, is not asked in every turn.
    public static bool IsIn(ISymbol member, Bodies bodies, CancellationToken cancellation) => bodies.Of(member, cancellation).Any(static root => FirstOf(root) is IExpressionStatementOperation
    {
        Operation: IInvocationOperation
        {
            TargetMethod: { Name: "EnsureSufficientExecutionStack", ContainingType: { Name: "RuntimeHelpers", ContainingNamespace: { Name: "CompilerServices", ContainingNamespace: { Name: "Runtime", ContainingNamespace.Name: "System" } } } },
        },
    });

    private static IOperation? FirstOf(IOperation root) => (root switch
    {
        IMethodBodyBaseOperation body => body.BlockBody,
        ILocalFunctionOperation function => function.Body,
        _ => root as IBlockOperation,
    })?.Operations.FirstOrDefault();
}
