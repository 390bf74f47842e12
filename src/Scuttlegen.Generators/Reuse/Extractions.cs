using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Scuttlegen.Generators.Extraction;
using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Reuse;

/// <summary>
/// The models of all items with one attribute, as far as possible those of the compilation before. One instance serves one driver and those that came of it, in whatever order they run:
/// what is reused is decided by comparing two compilations, never by what ran last.
/// </summary>
internal sealed class Extractions<TSymbol, TModel>(string attribute, Func<TSymbol, Compilation, Problems, TModel?> extract)
    where TSymbol : class, ISymbol
    where TModel : class, IEquatable<TModel>
{
    private readonly ulong _name = Names.Of(attribute);
    private State? _last;

    public EquatableArray<TModel> Of(Compilation compilation, CancellationToken cancellationToken)
    {
        var last = Volatile.Read(ref _last);
        var facts = CompilationFacts.Of(compilation, cancellationToken);
        var next = Update(last, facts, compilation, cancellationToken);
        Volatile.Write(ref _last, next);
        return next.Models;
    }

    private State Update(State? last, CompilationFacts facts, Compilation compilation, CancellationToken cancellationToken)
    {
        var changes = Changes.Between(last?.Facts, facts);
        var results = new TModel?[facts.Trees.Count][];
        var moved = last is null ? null : Moved(last, changes);
        var trees = compilation.SyntaxTrees as IReadOnlyList<SyntaxTree> ?? [.. compilation.SyntaxTrees];
        var offset = last is null ? 0 : facts.Trees.Count - last.Results.Length;
        for (var i = 0; i < results.Length; i++)
        {
            var same = i < changes.SameAtStart ? last!.Results[i] : i >= results.Length - changes.SameAtEnd ? last!.Results[i - offset] : null;
            if (same is not null && changes.AreNone) results[i] = same;
            else results[i] = Update(facts.Trees[i], facts, same, changes, moved, trees[i], compilation, cancellationToken);
        }

        var isSame = last is not null && changes.AreNone && changes.SameAtStart + changes.SameAtEnd == results.Length && results.Length == last.Results.Length;
        return new State(facts, results, isSame ? last!.Models : Collect(results, last));
    }

    private TModel?[] Update(
        TreeFacts tree, CompilationFacts facts, TModel?[]? same, Changes changes, Dictionary<ulong, Queue<TModel?>>? moved,
        SyntaxTree syntax, Compilation compilation, CancellationToken cancellationToken)
    {
        var items = tree.Items;
        if (items.Count == 0) return [];
        var results = new TModel?[items.Count];
        SemanticModel? semantics = null;
        for (var i = 0; i < results.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var item = items[i];
            if (!IsCandidate(item, tree, facts)) continue;
            if (!changes.Concern(item.Mentions))
            {
                if (same is not null)
                {
                    results[i] = same[i];
                    continue;
                }

                if (moved!.TryGetValue(item.Hash, out var known) && known.Count > 0)
                {
                    results[i] = known.Dequeue();
                    continue;
                }
            }

            semantics ??= compilation.GetSemanticModel(syntax);
            var model = Extract(item, semantics, cancellationToken);
            results[i] = same?[i] is { } old && old.Equals(model!) ? old : model;
        }

        return results;
    }

    private TModel? Extract(ItemFacts item, SemanticModel semantics, CancellationToken cancellationToken)
    {
        var node = semantics.SyntaxTree.GetRoot(cancellationToken).FindNode(item.Span, getInnermostNodeForTie: true)
            .AncestorsAndSelf().First(n => n.Span == item.Span && n is TypeDeclarationSyntax or MethodDeclarationSyntax);
        return semantics.GetDeclaredSymbol(node, cancellationToken) is TSymbol symbol && Attributes.IsPrimaryDeclaration(symbol, attribute, node)
            ? extract(symbol, semantics.Compilation, Problems.Ignored)
            : null;
    }

    // Another name may be given to the attribute: whether it is, symbols show.
    private bool IsCandidate(ItemFacts item, TreeFacts tree, CompilationFacts facts)
    {
        foreach (var name in item.Attributes)
        {
            if (name == _name || Array.IndexOf(tree.Aliases, name) >= 0 || facts.GlobalAliases.Contains(name)) return true;
        }

        return false;
    }

    /// <summary>The models of trees that are no longer there, or stand elsewhere, by what their items say. Equal items come in their order: only the first of them stands for its symbol.</summary>
    private Dictionary<ulong, Queue<TModel?>> Moved(State last, Changes changes)
    {
        var moved = new Dictionary<ulong, Queue<TModel?>>();
        for (var i = changes.SameAtStart; i < last.Results.Length - changes.SameAtEnd; i++)
        {
            var tree = last.Facts.Trees[i];
            for (var j = 0; j < last.Results[i].Length; j++)
            {
                if (!IsCandidate(tree.Items[j], tree, last.Facts)) continue;
                if (!moved.TryGetValue(tree.Items[j].Hash, out var models)) moved.Add(tree.Items[j].Hash, models = new Queue<TModel?>());
                models.Enqueue(last.Results[i][j]);
            }
        }

        return moved;
    }

    private static EquatableArray<TModel> Collect(TModel?[][] results, State? last)
    {
        var models = new List<TModel>();
        foreach (var tree in results)
        {
            foreach (var model in tree)
            {
                if (model is not null) models.Add(model);
            }
        }

        var array = models.ToEquatableArray();
        return last is not null && array.Equals(last.Models) ? last.Models : array;
    }

    private sealed record State(CompilationFacts Facts, TModel?[][] Results, EquatableArray<TModel> Models);
}
