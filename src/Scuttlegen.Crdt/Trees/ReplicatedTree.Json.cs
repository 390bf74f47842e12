using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scuttlegen.Crdt;

[JsonConverter(typeof(CrdtJsonConverterFactory))]
public sealed partial class ReplicatedTree<T> : IJsonReadable
{
    // A list with parents, not nested: a tree may be deeper than JSON.
    void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var node in this)
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, node.Id.ToString());
            writer.WriteString("parent"u8, node.Parent.ToString());
            writer.WritePropertyName("value"u8);
            ReadableJson.Write(writer, node.Value, options);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
