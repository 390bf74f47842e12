using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Scuttlegen.Analyzers.Effects;

namespace Scuttlegen.Analyzers.Commutation;

/// <summary>
/// Reads what a reducer or guard does to its state, by running its body on what is known of values (<see cref="Value"/>): every path, calls
/// within the compilation followed. What it cannot follow is an obstacle and touches everything, so it errs on the safe side.
/// </summary>
internal sealed partial class BodyReader(Bodies bodies, bool stopsAtObstacle, CancellationToken cancellation)
{
    private const int MaxDepth = 8;
    private const int MaxSteps = 6000;

    private readonly List<Touch> _touches = [];
    private readonly List<Obstacle> _obstacles = [];
    private readonly HashSet<(SyntaxNode Site, string Reason)> _told = [];
    private readonly HashSet<(Place Place, TouchKind Kind, Join Join)> _touched = [];
    private readonly Stack<ISymbol?> _running = new();
    private int _steps;
    private int _fresh;

    public static Reading Read(IMethodSymbol method, Bodies bodies, CancellationToken cancellation) => Read(method, bodies, stopsAtObstacle: false, cancellation)!;

    /// <summary>The same, or <see langword="null"/> where something stands in the way: most bodies say so early.</summary>
    public static Reading? ReadUnlessObstructed(IMethodSymbol method, Bodies bodies, CancellationToken cancellation) => Read(method, bodies, stopsAtObstacle: true, cancellation);

    private static Reading? Read(IMethodSymbol method, Bodies bodies, bool stopsAtObstacle, CancellationToken cancellation)
    {
        var reader = new BodyReader(bodies, stopsAtObstacle, cancellation);
        var returnsState = SymbolEqualityComparer.Default.Equals(method.ReturnType, method.Parameters[0].Type);
        try
        {
            var result = reader.RunMethod(method, Arguments(method));
            if (returnsState)
                reader.Judge(Place.Whole, result, method.DeclaringSyntaxReferences[0].GetSyntax(cancellation));
            else
                reader.Depend(result, method.DeclaringSyntaxReferences[0].GetSyntax(cancellation));
        }
        catch (ObstructedException)
        {
            return null;
        }
        catch (Exception exception) when (stopsAtObstacle && (exception is TooLongException or InsufficientExecutionStackException))
        {
            return null;
        }
        catch (Exception exception) when (exception is TooLongException or InsufficientExecutionStackException)
        {
            var site = method.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
            reader.Obstruct("it is too long to be followed", site);
            reader.TouchWhole(site, returnsState);
        }

        return new Reading(reader._touches.ToImmutableArray(), reader._obstacles.ToImmutableArray());
    }

    /// <summary>Asks of everything that a state holds whether what was returned for it is a join.</summary>
    private void Judge(Place place, Value value, SyntaxNode site, SyntaxNode? guard = null)
    {
        switch (value)
        {
            case Value.Held held when held.Place == place && held.Entry is null:
                break;
            case Value.Joined joined when joined.Before.Place == place && joined.Before.Entry is null:
                if (guard is not null)
                {
                    Obstruct($"whether it changes {place} depends on the state, at {Text(guard)}", guard);
                    Touch(place, TouchKind.Write, default, site);
                }
                else
                {
                    Touch(place, TouchKind.Join, joined.Join, site);
                }

                break;
            case Value.Copied copied when copied.Place == place:
                foreach (var member in copied.Members)
                    Judge(place.Then(member.Key), member.Value, site, guard);
                break;
            case Value.Made made:
                foreach (var member in Parts.Of(made.Type))
                    Judge(place.Then(member.Name), made.Members.TryGetValue(member.Name, out var given) ? given : Fresh(), made.Site, guard);
                break;
            case Value.Guarded guarded:
                Judge(place, guarded.Inner, site, guard ?? guarded.Site);
                break;
            case Value.Alternatives alternatives:
                foreach (var alternative in alternatives.Values)
                    Judge(place, alternative, site, guard);
                break;
            case Value.Independent { Flag: { } flag } when guard is null:
                // The greatest or the least value there is: nothing is lost.
                Touch(place, TouchKind.Join, flag ? Join.Or : Join.And, site);
                break;
            case Value.Independent:
                Obstruct(guard is null ? $"it overwrites {place} instead of joining to what is there" : $"whether it changes {place} depends on the state, at {Text(guard)}", guard ?? site);
                Touch(place, TouchKind.Write, default, site);
                break;
            default:
                if (value == Value.None)
                    break;
                var dependent = Depend(value, site) as Value.Dependent;
                var where = dependent?.Site ?? site;
                Obstruct(dependent?.Reason is { } reason ? $"what it writes to {place} {reason}, at {Text(where)}" : $"what it writes to {place} depends on the state, at {Text(where)}", where);
                Touch(place, TouchKind.Write, default, site);
                break;
        }
    }

    /// <summary>Uses a value in a way that no join is: what it holds of the state is read.</summary>
    private Value Depend(Value value, SyntaxNode site, string? reason = null)
    {
        switch (value)
        {
            case Value.Independent:
                return value;
            case Value.Dependent dependent:
                return dependent.Reason is null && reason is not null ? new Value.Dependent(dependent.Site, reason) : value;
            case Value.Held held:
                Touch(held.Place, TouchKind.Read, default, site);
                break;
            case Value.Joined joined:
                Touch(joined.Before.Place, TouchKind.Read, default, site);
                break;
            case Value.Copied copied:
                Touch(copied.Place, TouchKind.Read, default, site);
                foreach (var member in copied.Members.Values)
                    Depend(member, site);
                break;
            case Value.Made made:
                var depends = false;
                foreach (var member in made.Members.Values)
                    depends |= Depend(member, site) is not Value.Independent;
                if (!depends)
                    return Fresh();
                break;
            case Value.Guarded guarded:
                Depend(guarded.Inner, site);
                return new Value.Dependent(guarded.Site, reason);
            case Value.Alternatives alternatives:
                Value? first = null;
                foreach (var alternative in alternatives.Values)
                {
                    if (Depend(alternative, site, reason) is Value.Dependent found)
                        first ??= found;
                }

                return first ?? Fresh();
            case Value.Test test:
                return Depend(test.Subject, site, reason) is Value.Independent ? Fresh() : new Value.Dependent(site, reason);
            case Value.Order order:
                return Depend(order.Subject, site, reason) is Value.Independent ? Fresh() : new Value.Dependent(site, reason);
            case Value.Function function:
                return Depend(Call(function, static _ => null, site), site, reason);
            default:
                return Fresh();
        }

        return new Value.Dependent(site, reason);
    }

    /// <summary>Applies a step to every value that this may be.</summary>
    private static Value Map(Value value, Func<Value, Value> step) => value switch
    {
        Value.Alternatives alternatives => Value.Either(alternatives.Values.Select(alternative => Map(alternative, step))),
        Value.Guarded guarded => Guard(Map(guarded.Inner, step), guarded.Site),
        _ => step(value),
    };

    private static Value Guard(Value value, SyntaxNode site) => value == Value.None || value is Value.Dependent or Value.Guarded ? value : new Value.Guarded(value, site);

    private void TouchWhole(SyntaxNode site, bool writes)
    {
        Touch(Place.Whole, TouchKind.Read, default, site);
        if (writes)
            Touch(Place.Whole, TouchKind.Write, default, site);
    }

    private void Touch(Place place, TouchKind kind, Join join, SyntaxNode site)
    {
        if (_touched.Add((place, kind, join)))
            _touches.Add(new Touch(place, kind, join, site));
    }

    private void Obstruct(string reason, SyntaxNode site)
    {
        if (stopsAtObstacle)
            throw new ObstructedException();
        if (_told.Add((site, reason)))
            _obstacles.Add(new Obstacle(reason, site));
    }

    private void MayThrow(SyntaxNode site, string why) => Obstruct($"{Text(site)} may throw: {why}", site);

    private Value.Independent Fresh() => new($"#{_fresh++}");

    private void Step()
    {
        cancellation.ThrowIfCancellationRequested();
        if (++_steps > MaxSteps)
            throw new TooLongException();
        RuntimeHelpers.EnsureSufficientExecutionStack();
    }

    private static string Text(SyntaxNode site)
    {
        if (site is MethodDeclarationSyntax method)
            return $"'{method.Identifier.ValueText}'";
        var text = string.Join(" ", site.ToString().Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= 60 ? $"'{text}'" : $"'{text.Substring(0, 59)}…'";
    }

    private static Func<int, Value?> Arguments(IMethodSymbol method)
    {
        var values = new Value?[method.Parameters.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = new Value.Independent(IsContext(method.Parameters[i].Type) ? "context" : i == 1 ? "action" : $"argument {i}");
        values[0] = new Value.Held(Place.Whole, method.Parameters[0].Type);
        return i => values[i];
    }

    private static bool IsContext(ITypeSymbol type) => type is { Name: "ReplayContext", ContainingNamespace: { Name: "Scuttlegen", ContainingNamespace.IsGlobalNamespace: true } };

    private sealed class TooLongException : Exception;

    private sealed class ObstructedException : Exception;
}
