using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scuttlegen.Crdt;

[JsonConverter(typeof(CrdtJsonConverterFactory))]
public sealed partial class LWWMap<TKey, TValue> : IJsonReadable
{
    void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options) => ReadableJson.WriteMap(writer, this, options);
}

[JsonConverter(typeof(CrdtJsonConverterFactory))]
public sealed partial class ORMap<TKey, TValue> : IJsonReadable
{
    void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options) => ReadableJson.WriteMap(writer, this, options);

    [JsonConverter(typeof(CrdtJsonConverterFactory))]
    public sealed partial class Delta;

    [JsonConverter(typeof(CrdtJsonConverterFactory))]
    public sealed partial class Removal : IJsonReadable
    {
        void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options) => ReadableJson.Write(writer, Key, options);
    }
}

[JsonConverter(typeof(CrdtJsonConverterFactory))]
public sealed partial class ORMultiMap<TKey, TValue> : IJsonReadable
{
    void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options) => ReadableJson.WriteMap(writer, this, options);
}

[JsonConverter(typeof(CrdtJsonConverterFactory))]
public sealed partial class PNCounterMap<TKey> : IJsonReadable
{
    void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options) => ReadableJson.WriteMap(writer, this, options);
}
