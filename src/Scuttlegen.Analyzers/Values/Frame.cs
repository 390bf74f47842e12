using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Scuttlegen.Analyzers.Values;

/// <summary>A body as it runs for one call: what its parameters stand for is known from the caller. The outermost frame is an entry point's.</summary>
internal sealed class Frame(IMethodSymbol method, Body body, IOperation? call = null, Frame? caller = null)
{
    public IMethodSymbol Method { get; } = method;

    public Body Body { get; } = body;

    public Frame? Caller { get; } = caller;

    /// <summary>The call or property reference, in the caller, that this frame is for.</summary>
    public IOperation? Call { get; } = call;

    public int Depth { get; } = caller is null ? 0 : caller.Depth + 1;

    public Frame Entry => Caller is null ? this : Caller.Entry;

    /// <summary>Where in the entry point the way to <paramref name="operation"/> begins.</summary>
    public IOperation SiteOf(IOperation operation) => Caller is null ? operation : Caller.SiteOf(Call!);

    public string PathTo(string sink) => Caller is null ? $"{Method.Name} → {sink}" : Caller.PathTo($"{Effects.MemberNames.Of(Method)} → {sink}");

    public bool Runs(IMethodSymbol candidate) =>
        SymbolEqualityComparer.Default.Equals(Method, candidate) || (Caller is not null && Caller.Runs(candidate));

    /// <summary>What the caller gave for <paramref name="parameter"/>; nothing in an entry point, or for the parameters of a lambda.</summary>
    public IOperation? ArgumentFor(IParameterSymbol parameter)
    {
        if (Call is not IInvocationOperation call || !IsOwn(parameter))
            return null;
        foreach (var argument in call.Arguments)
        {
            if (argument is { ArgumentKind: not ArgumentKind.ParamArray, Parameter: { } target } && target.Ordinal == parameter.Ordinal)
                return argument.Value;
        }

        return null;
    }

    /// <summary>Whether the parameter is this body's, and not a lambda's in it.</summary>
    public bool IsOwn(IParameterSymbol parameter) => SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, Method);

    /// <summary>The object that the body was called on.</summary>
    public IOperation? Receiver => Call switch
    {
        IInvocationOperation invocation => invocation.Instance,
        IPropertyReferenceOperation reference => reference.Instance,
        _ => null,
    };
}
