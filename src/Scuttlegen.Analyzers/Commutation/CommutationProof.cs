using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Scuttlegen.Analyzers.Commutation;

/// <summary>
/// Whether updates of a reducer's action may be applied in any order (R4): no guard, nothing that may throw, only joins with values that do not depend on the state, and
/// nobody else who touches the same places otherwise.
/// </summary>
internal static class CommutationProof
{
    /// <summary>What stands in the way, in the order of the conditions and of the source; empty if the reducer commutes.</summary>
    public static ImmutableArray<Obstacle> ObstaclesOf(Entry reducer, ReducerIndex index, CancellationToken cancellation)
    {
        var obstacles = ImmutableArray.CreateBuilder<Obstacle>();
        var reading = index.ReadingOf(reducer.Method, cancellation);
        foreach (var other in index.OfSameAction(reducer).OrderBy(other => other.Name, StringComparer.Ordinal))
        {
            var site = other.Method.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
            if (other.IsGuard)
                obstacles.Add(new Obstacle($"the guard '{other.Name}' decides from the state whether the update counts", site));
            else if (!other.Commutes && index.ReadingOf(other.Method, cancellation).Obstacles is [var first, ..])
                obstacles.Add(new Obstacle($"'{other.Name}', which reduces the same action, does not commute: {first.Reason}", first.Site));
        }

        obstacles.AddRange(reading.Obstacles.OrderBy(obstacle => obstacle.Site.SpanStart).ThenBy(obstacle => obstacle.Reason, StringComparer.Ordinal));
        var joins = reading.Touches.Where(touch => touch.Kind == TouchKind.Join).ToList();
        AddMixed(joins, obstacles);
        foreach (var neighbour in index.NeighboursOf(reducer))
        {
            foreach (var touch in index.ReadingOf(neighbour.Entry.Method, cancellation).Touches)
            {
                var place = touch.Place.Below(neighbour.Theirs);
                if (joins.Find(join => IsDisturbed(join, join.Place.Below(neighbour.Mine), touch, place)) is not { Site: not null } disturbed)
                    continue;
                obstacles.Add(new Obstacle(Describe(neighbour.Entry, touch, disturbed), touch.Site));
                break;
            }
        }

        return obstacles.ToImmutable();
    }

    private static void AddMixed(List<Touch> joins, ImmutableArray<Obstacle>.Builder obstacles)
    {
        for (var i = 0; i < joins.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (joins[i].Place.Overlaps(joins[j].Place) && !joins[i].Join.CommutesWith(joins[j].Join))
                    obstacles.Add(new Obstacle($"it joins {joins[i].Place} by {joins[i].Join.Family} and by {joins[j].Join.Family}", joins[i].Site));
            }
        }
    }

    private static bool IsDisturbed(Touch join, Place mine, Touch touch, Place theirs) =>
        mine.Overlaps(theirs) && !(touch.Kind == TouchKind.Join && mine == theirs && join.Join.CommutesWith(touch.Join));

    private static string Describe(Entry other, Touch touch, Touch mine)
    {
        var word = other.IsGuard ? "the guard " : "";
        return touch.Kind switch
        {
            TouchKind.Read => $"{word}'{other.Name}' reads {mine.Place}",
            TouchKind.Write => $"'{other.Name}' writes {mine.Place} otherwise than by a join",
            _ => $"'{other.Name}' joins {mine.Place} by {touch.Join.Family}, this one by {mine.Join.Family}",
        };
    }
}
