using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scuttlegen.Crdt;

[JsonConverter(typeof(CrdtJsonConverter<OneWayFlag>))]
public sealed partial class OneWayFlag : IJsonReadable
{
    void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options) => writer.WriteBooleanValue(IsEnabled);
}

[JsonConverter(typeof(CrdtJsonConverter<EWFlag>))]
public sealed partial class EWFlag : IJsonReadable
{
    void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options) => writer.WriteBooleanValue(IsEnabled);
}

[JsonConverter(typeof(CrdtJsonConverter<DWFlag>))]
public sealed partial class DWFlag : IJsonReadable
{
    void IJsonReadable.WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options) => writer.WriteBooleanValue(IsEnabled);
}
