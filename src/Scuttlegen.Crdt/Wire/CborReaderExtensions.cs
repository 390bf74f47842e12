using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

internal static class CborReaderExtensions
{
    /// <summary>Begins an array of whole groups of <paramref name="size"/> items, and returns the number of groups.</summary>
    public static int ReadGroupsHeader(this ref CborReader reader, int size)
    {
        var start = reader.Position;
        var found = reader.ReadArrayHeader();
        var groups = Math.DivRem(found, size, out var rest);
        if (rest != 0) Refuse.OutOfRange(start, $"Expected an array of groups of {size} items, found {found} items");
        return groups;
    }
}
