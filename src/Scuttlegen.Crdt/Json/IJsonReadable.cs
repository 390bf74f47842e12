using System.Text.Json;

namespace Scuttlegen.Crdt;

/// <summary>A type that says what people see of its values in JSON: the number of a counter, the elements of a set. Read by nobody: a value is read from its state alone.</summary>
public interface IJsonReadable
{
    /// <summary>Writes one JSON value.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="options">How to write what is held.</param>
    void WriteJsonValue(Utf8JsonWriter writer, JsonSerializerOptions options);
}
