namespace Scuttlegen.Testing;

/// <summary>Sees to it that values stay as they are, as far as they have bytes to compare.</summary>
internal sealed class Unchanged<T>(params T[] values)
{
    private readonly byte[][] _before = Codec<T>.Known is { } codec ? [.. values.Select(codec.Encode)] : [];

    public void Check()
    {
        for (var index = 0; index < _before.Length; index++)
        {
            if (!Codec<T>.Known!.Encode(values[index]).AsSpan().SequenceEqual(_before[index]))
                throw new CrdtLawException(CrdtLaw.Immutability, typeof(T), $"merging changed a value, which was 0x{Convert.ToHexStringLower(_before[index])}.{Text.Of(("now", values[index]))}");
        }
    }
}
