using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Scuttlegen.Generators.Reuse;

/// <summary>What of one compilation can decide an extraction.</summary>
internal sealed class CompilationFacts
{
    private static readonly ConditionalWeakTable<Compilation, CompilationFacts> Known = new();

    private readonly string? _assembly;
    private readonly CompilationOptions _options;
    private readonly ParseOptions? _parseOptions;
    private readonly ImmutableArray<MetadataReference> _references;

    private CompilationFacts(Compilation compilation, CancellationToken cancellationToken)
    {
        _assembly = compilation.AssemblyName;
        _options = compilation.Options;
        _references = compilation.ExternalReferences;
        var trees = new List<TreeFacts>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            _parseOptions ??= tree.Options;
            trees.Add(TreeFacts.Of(tree, cancellationToken));
        }

        Trees = trees;
        GlobalAliases = new HashSet<ulong>(trees.SelectMany(t => t.GlobalAliases));
    }

    /// <summary>In the order of the compilation's trees.</summary>
    public IReadOnlyList<TreeFacts> Trees { get; }

    public HashSet<ulong> GlobalAliases { get; }

    public static CompilationFacts Of(Compilation compilation, CancellationToken cancellationToken)
    {
        if (Known.TryGetValue(compilation, out var known)) return known;
        var facts = new CompilationFacts(compilation, cancellationToken);
        return Known.GetValue(compilation, _ => facts);
    }

    /// <summary>Whether equal declarations mean the same in both.</summary>
    public bool HasSurroundingsOf(CompilationFacts other) =>
        _assembly == other._assembly
        && _options.Equals(other._options)
        && Equals(_options.SyntaxTreeOptionsProvider, other._options.SyntaxTreeOptionsProvider)
        && Equals(_parseOptions, other._parseOptions)
        && (_references == other._references || _references.SequenceEqual(other._references));
}
