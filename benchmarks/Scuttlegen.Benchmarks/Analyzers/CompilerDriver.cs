using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Scuttlegen.Benchmarks.Analyzers;

/// <summary>
/// Compiles with analysers as <c>csc</c> does: they are fed by what the compiler declares and binds while it emits. The public
/// <see cref="CompilationWithAnalyzers"/> does not emit, so the compiler's own driver is made, by reflection.
/// </summary>
internal static class CompilerDriver
{
    private static readonly Assembly Compiler = typeof(Compilation).Assembly;
    private static readonly Type Driver = Compiler.GetType("Microsoft.CodeAnalysis.Diagnostics.AnalyzerDriver", throwOnError: true)!;
    // The other overload takes, besides, what to do with exceptions that analysers throw.
    private static readonly MethodInfo Attach = Driver.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        .Where(method => method.Name == "CreateAndAttachToCompilation").MinBy(method => method.GetParameters().Length)!;
    private static readonly MethodInfo Finish = Driver.GetMethod("GetDiagnosticsAsync", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!;

    public static async Task<ImmutableArray<Diagnostic>> CompileAsync(CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, AnalyzerOptions options)
    {
        if (analyzers.IsEmpty) return compilation.Emit(Stream.Null).Diagnostics;
        var parameters = Attach.GetParameters();
        var arguments = new object?[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            arguments[i] = parameters[i].Name switch
            {
                "compilation" => compilation,
                "analyzers" => analyzers,
                "options" => options,
                "analyzerManager" => Activator.CreateInstance(parameters[i].ParameterType, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, [analyzers], null),
                "addExceptionDiagnostic" => new Action<Diagnostic>(static diagnostic => throw new InvalidOperationException(diagnostic.ToString())),
                "reportAnalyzer" or "trackSuppressedDiagnosticIds" => false,
                // Hidden and informational: csc does not run what reports only those.
                "severityFilter" => Enum.Parse(parameters[i].ParameterType, "Hidden, Info"),
                "cancellationToken" => CancellationToken.None,
                _ => null,
            };
        }

        using var driver = (IDisposable)Attach.Invoke(null, arguments)!;
        var attached = (Compilation)arguments[Array.FindIndex(parameters, parameter => parameter.IsOut)]!;
        attached.Emit(Stream.Null);
        return await (Task<ImmutableArray<Diagnostic>>)Finish.Invoke(driver, [attached, CancellationToken.None])!;
    }
}
