// silent: GUIDs that are parsed, empty, or made from a hash of the data
using System.Security.Cryptography;
using System.Text;

public sealed record Document(Guid Id, Guid Parent, Guid Root);
public sealed record DocumentMade(string Path, string Parent);

public static class DocumentReducers
{
    [Reducer]
    public static Document Apply(Document state, DocumentMade action) => new(
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(action.Path)).AsSpan(0, 16), bigEndian: true),
        Guid.TryParse(action.Parent, out var parent) ? parent : Guid.Empty,
        new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8"));
}
