using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

/// <summary>Makes the <see cref="CrdtJsonConverter{T}"/> of any type that has canonical bytes. Generic types carry it, whose attributes cannot name a converter of their own: <c>[JsonConverter(typeof(CrdtJsonConverterFactory))]</c>.</summary>
/// <remarks>
/// With Native AOT, where no code can be made at run time, name the closed converter instead, in the context of the source generator: <c>[JsonSourceGenerationOptions(Converters = [typeof(CrdtJsonConverter&lt;ORSet&lt;string&gt;&gt;)])]</c>. Types that are not generic need
/// nothing.
/// </remarks>
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
    /// <exception cref="NotSupportedException">The program was compiled ahead of time, and the closed converter was not named.</exception>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        // Asked here and not said by an attribute: that would warn every program of the type itself, also one that names the converter, or writes no JSON.
        if (RuntimeFeature.IsDynamicCodeSupported) return (JsonConverter)Activator.CreateInstance(typeof(CrdtJsonConverter<>).MakeGenericType(typeToConvert))!;
        throw new NotSupportedException(
            $"No converter can be made for {typeToConvert} in a program that was compiled ahead of time: name its CrdtJsonConverter<T> among the converters of the JSON context or of the options, "
            + "[JsonSourceGenerationOptions(Converters = [typeof(CrdtJsonConverter<…>)])].");
    }
}
