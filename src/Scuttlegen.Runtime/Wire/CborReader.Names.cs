namespace Scuttlegen.Wire;

public ref partial struct CborReader
{
    /// <summary>Reads a version.</summary>
    public Version ReadVersion()
    {
        var start = _position;
        var count = ReadArrayHeader();
        if (count is < 2 or > 4) ThrowOutOfRange(start, "a version of 2 to 4 components");
        var major = ReadComponent();
        var minor = ReadComponent();
        if (count == 2) return new Version(major, minor);
        var build = ReadComponent();
        return count == 3 ? new Version(major, minor, build) : new Version(major, minor, build, ReadComponent());
    }

    /// <summary>Reads a URI, spelled as it was.</summary>
    public Uri ReadUri()
    {
        var start = _position;
        var isRelative = PeekByte() >> 5 == CborMajorType.Array;
        if (isRelative) ReadArrayHeader(1);
        var text = ReadString();
        if (!Uri.TryCreate(text, isRelative ? UriKind.Relative : UriKind.Absolute, out var uri) || (!isRelative && !UriText.NamesScheme(uri, text)))
            ThrowOutOfRange(start, isRelative ? "a relative URI" : "an absolute URI with a scheme");
        return uri;
    }

    private int ReadComponent()
    {
        var start = _position;
        var value = ReadUInt32();
        if (value > int.MaxValue) ThrowOutOfRange(start, "a component of a version");
        return (int)value;
    }
}
