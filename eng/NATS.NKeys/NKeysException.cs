namespace NATS.NKeys;

/// <summary>An NKey is malformed. The message never repeats the key.</summary>
public sealed class NKeysException : Exception
{
    /// <summary>Creates the exception.</summary>
    public NKeysException(string message)
        : base(message)
    {
    }
}
