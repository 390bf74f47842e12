using System.Collections.Immutable;
using Scuttlegen.Generators.Model;

namespace Scuttlegen.Generators.Binding;

/// <summary>Names the registrations of stores: nested stores by the types around them too, joined so that no two of one namespace have one name.</summary>
internal static class Registrations
{
    public static IEnumerable<RegistrationModel> Of(ImmutableArray<StoreModel> stores)
    {
        var taken = new HashSet<(string Namespace, string Name)>();

        // The least nested first: a store that stands alone has its own name, whatever is nested elsewhere.
        foreach (var store in stores.OrderBy(s => s.NameParts.Count).ThenBy(s => s.Type, StringComparer.Ordinal))
        {
            var space = store.Declaration.Namespace;
            var (name, separator) = (string.Concat(store.NameParts), "");
            while (!taken.Add((space, name)))
            {
                separator += "_";
                name = string.Join(separator, store.NameParts);
            }

            yield return new RegistrationModel(store.Declaration.HintName, space, store.Type, name, store.Registration == RegistrationKind.Public);
        }
    }
}
