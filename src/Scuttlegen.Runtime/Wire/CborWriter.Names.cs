using System.Runtime.CompilerServices;

namespace Scuttlegen.Wire;

public ref partial struct CborWriter
{
    /// <summary>Writes a version as an array of its two to four components (3 to 21 bytes).</summary>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is <see langword="null"/>.</exception>
    public void WriteVersion(Version value, [CallerArgumentExpression(nameof(value))] string? expression = null)
    {
        ArgumentNullException.ThrowIfNull(value, expression);
        WriteArrayHeader(value.Build < 0 ? 2 : value.Revision < 0 ? 3 : 4);
        WriteInt32(value.Major);
        WriteInt32(value.Minor);
        if (value.Build >= 0) WriteInt32(value.Build);
        if (value.Revision >= 0) WriteInt32(value.Revision);
    }

    /// <summary>
    /// Writes a URI as it was spelled (<see cref="Uri.OriginalString"/>): an absolute one as a text string, a relative one as the array of that one text.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is <see langword="null"/>.</exception>
    /// <exception cref="WireFormatException">It is an absolute one without a scheme, a file path: what that names differs between platforms. Or it holds a lone surrogate.</exception>
    public void WriteUri(Uri value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!value.IsAbsoluteUri) WriteArrayHeader(1);
        else if (!UriText.NamesScheme(value, value.OriginalString))
        {
            throw new WireFormatException(
                WireFormatError.OutOfRange, 0,
                $"The URI '{value.OriginalString}' is a file path without a scheme, and means another thing on another platform: write it as '{value.AbsoluteUri}', or carry the path as a string");
        }

        WriteString(value.OriginalString);
    }
}
