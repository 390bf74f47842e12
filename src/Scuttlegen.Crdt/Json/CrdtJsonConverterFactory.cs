using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>Makes the <see cref="CrdtJsonConverter{T}"/> of any type that has canonical bytes. Generic types carry it, whose attributes cannot name a converter of their own: <c>[JsonConverter(typeof(CrdtJsonConverterFactory))]</c>.</summary>
/// <remarks>
/// With Native AOT, where no code can be made at run time, name the closed converter instead, in the context of the source generator: <c>[JsonSourceGenerationOptions(Converters = [typeof(CrdtJsonConverter&lt;ORSet&lt;string&gt;&gt;)])]</c>. Types that are not generic need
/// nothing.
/// </remarks>
[RequiresDynamicCode("It makes a converter for a type that is known at run time only. With Native AOT name the closed CrdtJsonConverter<T> instead, among the converters of the context or the options.")]
public sealed class CrdtJsonConverterFactory : JsonConverterFactory
{
    /// <summary>Whether <paramref name="typeToConvert"/> has canonical bytes of its own.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "A type whose codec was trimmed away is one that nobody uses as having it.")]
    public override bool CanConvert(Type typeToConvert)
    {
        ArgumentNullException.ThrowIfNull(typeToConvert);
        return !typeToConvert.IsInterface && typeToConvert.GetInterfaces().Any(implemented =>
            implemented.IsGenericType && implemented.GetGenericTypeDefinition() == typeof(ICborCodec<>) && implemented.GenericTypeArguments[0] == typeToConvert);
    }

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(CrdtJsonConverter<>).MakeGenericType(typeToConvert))!;
}
