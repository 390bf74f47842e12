namespace Scuttlegen;

/// <summary>A peer that is present.</summary>
/// <param name="Source">Under which source it writes.</param>
/// <param name="Name">The name it gives itself (<see cref="StoreOptions.PeerName"/>), if any. No identity.</param>
public readonly record struct PeerInfo(Source Source, string? Name);
