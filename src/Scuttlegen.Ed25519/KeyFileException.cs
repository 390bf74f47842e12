namespace Scuttlegen.Ed25519;

/// <summary>A key file that is not used: others can read it, it is none, or it is damaged.</summary>
public sealed class KeyFileException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="path">The file.</param>
    /// <param name="message">What is wrong, and what to do.</param>
    public KeyFileException(string path, string message)
        : base(message) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }
}
