// SCUT1018: SerializeToUtf8Bytes in a getter, hashed into an etag
using System.Security.Cryptography;
using System.Text.Json;

public sealed record Doc(string Title, string Body)
{
    public string Etag => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this)));
}

public sealed record Store(Doc Current, string Etag);
public sealed record DocSaved(Doc Doc);

public static class StoreReducers
{
    [Reducer]
    public static Store Apply(Store state, DocSaved action) => new(action.Doc, action.Doc.Etag); // here
}
