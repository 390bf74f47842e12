namespace Scuttlegen;

/// <summary>What a peer may do in a store with <see cref="AccessControl"/>. Each role may all that those before it may.</summary>
public enum AccessRole
{
    /// <summary>No role: a stranger, or a peer whose access was revoked. Its updates change nothing.</summary>
    None = 0,

    /// <summary>
    /// May be given what the store holds, and writes nothing: its updates change nothing. The role keeps nobody from reading: who holds the log can read it, unless it is encrypted.
    /// </summary>
    Reader = 1,

    /// <summary>Its updates count.</summary>
    Writer = 2,

    /// <summary>Also gives and takes roles: see <see cref="AccessGranted"/> and <see cref="AccessRevoked"/>.</summary>
    Owner = 3,
}
