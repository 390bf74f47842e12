using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Scuttlegen.Analyzers.Tests.Testing;

/// <summary>Programs as users have them: .NET 10, the runtime library, nullable, and a state and an action to reduce.</summary>
internal static class Programs
{
    public const string Prelude =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading.Tasks;
        global using Scuttlegen;

        public sealed record Tally(long Value = 0, string Text = "", DateTime At = default, DateTimeOffset Seen = default, Guid Id = default);

        public sealed record Bumped(int By = 1, string Text = "");
        """;

    public static ImmutableArray<MetadataReference> References { get; } =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(ReducerAttribute).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Crdt.Dot).Assembly.Location),
    ];

    public static CSharpParseOptions ParseOptions { get; } = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview).WithPreprocessorSymbols("DEBUG", "TRACE");

    // Compilations made from this one share its references, which are slow to bind.
    private static CSharpCompilation Basis { get; } = CSharpCompilation.Create(
        "Consumer",
        [CSharpSyntaxTree.ParseText(Prelude, ParseOptions, "Prelude.cs")],
        References,
        // A hint at what could be declared stands beside much of what is honest.
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true)
            .WithSpecificDiagnosticOptions([new(RuleIds.CommutesCouldBeDeclared, ReportDiagnostic.Suppress)]));

    public static CSharpCompilation Compile(params (string Path, string Source)[] files) =>
        Basis.AddSyntaxTrees([.. files.Select(file => CSharpSyntaxTree.ParseText(file.Source, ParseOptions, file.Path))]);

    /// <summary>As <see cref="Compile"/>, with the hint that a reducer could declare that it commutes.</summary>
    public static CSharpCompilation CompileWithHints(params (string Path, string Source)[] files)
    {
        var compilation = Compile(files);
        return compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions([]));
    }

    /// <summary>A class with one reducer, whose body or <c>=&gt; expression</c> is given, and whatever else stands beside it.</summary>
    public static string Reducer(string body, string beside = "", string parameters = "Tally state, Bumped action") =>
        $$"""
        public static class Reducers
        {
            [Reducer]
            public static Tally Apply({{parameters}}) {{body}}
        }

        {{beside}}
        """;
}
