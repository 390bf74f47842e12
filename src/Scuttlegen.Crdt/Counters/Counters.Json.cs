using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scuttlegen.Crdt;

[JsonConverter(typeof(CrdtJsonConverter<GCounter>))]
public sealed partial class GCounter : IJsonReadable
{
    void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options) => ReadableJson.Write(writer, Value, options);
}

[JsonConverter(typeof(CrdtJsonConverter<PNCounter>))]
public sealed partial class PNCounter : IJsonReadable
{
    void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options) => ReadableJson.Write(writer, Value, options);
}

[JsonConverter(typeof(CrdtJsonConverter<ResettableCounter>))]
public sealed partial class ResettableCounter : IJsonReadable
{
    void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options) => ReadableJson.Write(writer, Value, options);

    [JsonConverter(typeof(CrdtJsonConverter<Observation>))]
    public sealed partial class Observation : IJsonReadable
    {
        void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options) => ReadableJson.Write(writer, _counted.Value, options);
    }
}

[JsonConverter(typeof(CrdtJsonConverter<BoundedCounter>))]
public sealed partial class BoundedCounter : IJsonReadable
{
    void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options) => ReadableJson.Write(writer, Value, options);
}
