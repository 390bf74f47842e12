using System.Globalization;
using System.Reflection;

namespace ReducerRunner;

/// <summary>Runs what carries <c>[Reducer]</c> or <c>[Guard]</c> on made-up states and actions.</summary>
internal static class EntryPoints
{
    private const int Rounds = 8;
    private const BindingFlags Everything = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IEnumerable<MethodInfo> In(Assembly assembly) => assembly.GetTypes()
        .Where(type => !type.ContainsGenericParameters)
        .SelectMany(type => type.GetMethods(Everything))
        .Where(method => !method.ContainsGenericParameters
            && method.CustomAttributes.Any(data => data.AttributeType is { Namespace: "Scuttlegen", Name: "ReducerAttribute" or "GuardAttribute" or "VerifierAttribute" }))
        .OrderBy(method => method.DeclaringType!.FullName, StringComparer.Ordinal).ThenBy(method => method.Name, StringComparer.Ordinal).ThenBy(method => method.ToString(), StringComparer.Ordinal);

    public static string Run(MethodInfo method, bool isBackward)
    {
        var parameters = method.GetParameters();
        var results = new List<string>();
        for (var round = 0; round < Rounds; round++)
        {
            var maker = new Maker(round, isBackward, method.DeclaringType!.Assembly);
            object?[] arguments;
            try
            {
                arguments = [.. parameters.Select(parameter => maker.Make(parameter.ParameterType))];
            }
            catch (NotSupportedException unknown)
            {
                return "skipped: " + unknown.Message;
            }

            // Twice from one state: what a reducer changes of what it is given, or remembers, shows.
            for (var turn = 0; turn < 2; turn++)
            {
                try
                {
                    results.Add(Canonical.Print(method.Invoke(null, arguments)));
                }
                catch (TargetInvocationException thrown)
                {
                    results.Add("throws " + Root(thrown).GetType().Name);
                }
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{results.Count(result => !result.StartsWith("throws", StringComparison.Ordinal))} of {results.Count} ") + string.Join(" ; ", results);
    }

    private static Exception Root(Exception exception) =>
        exception is TargetInvocationException or TypeInitializationException && exception.InnerException is { } inner ? Root(inner) : exception;
}
