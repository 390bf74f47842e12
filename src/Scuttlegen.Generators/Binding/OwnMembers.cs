using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Binding;

/// <summary>Which members that users declare in stores are those that are generated into them. All signatures of a name count, whether or not a kind's signer leaves one of them out.</summary>
internal static class OwnMembers
{
    private const string Token = "global::System.Threading.CancellationToken";
    private const string Open = "OpenAsync";
    private const string Dispatch = "Dispatch";
    private const string DispatchAsync = "DispatchAsync";

    public static readonly string[] GeneratedMethods = [Open, Dispatch, DispatchAsync];

    public static OwnMember? FindClash(StoreModel store, IEnumerable<ActionFacts> actions)
    {
        if (store.OwnMembers.Count == 0) return null;
        var types = new HashSet<string>(actions.Select(a => a.Type), StringComparer.Ordinal);
        return store.OwnMembers.FirstOrDefault(member => IsGenerated(member, store, types));
    }

    public static string Display(StoreModel store, OwnMember member) =>
        store.Identifier + "." + member.Name + (member.Parameters is { } parameters ? $"({string.Join(", ", parameters.Select(p => p.Replace("global::", "")))})" : "");

    private static bool IsGenerated(OwnMember member, StoreModel store, HashSet<string> actions)
    {
        if (member.Parameters is not { } parameters) return true;
        return member.Name switch
        {
            Open => parameters is [OpenOptions, Token],
            Dispatch => parameters is [var input] && IsInput(input),
            _ => parameters is [var input, Token] && IsInput(input),
        };

        // What makes an action is a function of the state.
        bool IsInput(string type) =>
            actions.Contains(type)
            || (type.StartsWith($"global::System.Func<{Plain(store.State.Name)}, ", StringComparison.Ordinal) && actions.Any(action => type == $"global::System.Func<{Plain(store.State.Name)}, {action}>"));
    }

    private const string OpenOptions = "global::System.Func<global::Scuttlegen.StoreOptions, global::Scuttlegen.StoreOptions>";

    // Annotations are no part of a signature.
    private static string Plain(string type) => type.Replace("?", "");
}
