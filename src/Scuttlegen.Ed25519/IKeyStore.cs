namespace Scuttlegen.Ed25519;

/// <summary>Keeps a peer's key through restarts: a file (<see cref="FileKeyStore"/>), or whatever the system has for secrets.</summary>
public interface IKeyStore
{
    /// <summary>The key that is kept here; one that is created, and kept from now on, if there is none. Called when a store is opened, which disposes what it gets.</summary>
    /// <exception cref="IOException">It cannot be read or kept.</exception>
    Ed25519Key LoadOrCreate();
}
