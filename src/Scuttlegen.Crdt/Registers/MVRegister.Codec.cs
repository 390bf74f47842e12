using Scuttlegen.Crdt.Causality;
using Scuttlegen.Wire;

namespace Scuttlegen.Crdt;

public sealed partial class MVRegister<T>
{
    private const int ItemCount = 3;

    /// <inheritdoc/>
    public static int GetMaxSize(MVRegister<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return checked(1 + DotContextCodec.GetMaxSize(value._context) + value.GetMaxStoreSize());
    }

    /// <summary>
    /// Writes <c>[context, [(source, sequence, n)*], [value*]]</c>: dots ascending, each dot's source as its index among the context's sources, and as many values, in the order of the dots.
    /// </summary>
    /// <inheritdoc/>
    public static void Write(ref CborWriter writer, MVRegister<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteArrayHeader(ItemCount);
        DotContextCodec.Write(ref writer, value._context);
        value.WriteStore(ref writer, DotContextCodec.SourcesOf(value._context));
    }

    /// <inheritdoc/>
    public static MVRegister<T> Read(ref CborReader reader)
    {
        reader.ReadArrayHeader(ItemCount);
        reader.Enter();
        var context = DotContextCodec.Read(ref reader, out var sources);
        var (dots, values) = ReadStore(ref reader, context, sources);
        reader.Leave();
        return new MVRegister<T>(dots, values, context);
    }

    private int GetMaxStoreSize()
    {
        var size = checked(1 + DotContextCodec.GetMaxSize(_dots) + 5);
        foreach (var value in _values) size = checked(size + (value is null ? 1 : ValueCodec<T>.Default.GetMaxSize(value)));
        return size;
    }

    private void WriteStore(ref CborWriter writer, Source[] sources)
    {
        DotContextCodec.Write(ref writer, _dots, sources);
        writer.WriteArrayHeader(_values.Length);
        foreach (var value in _values)
        {
            if (value is null) writer.WriteNull();
            else ValueCodec<T>.Default.Write(ref writer, value);
        }
    }

    private static (Dot[] Dots, T[] Values) ReadStore(ref CborReader reader, DotContext context, Source[] sources)
    {
        var dots = DotContextCodec.Read(ref reader, context, sources);
        reader.ReadArrayHeader(dots.Length);
        reader.Enter();
        var values = new T[dots.Length];
        for (var index = 0; index < values.Length; index++)
            values[index] = default(T) is null && reader.TryReadNull() ? default! : ValueCodec<T>.Default.Read(ref reader);
        reader.Leave();
        return (dots, values);
    }
}
