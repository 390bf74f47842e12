namespace Scuttlegen.Streams;

/// <summary>Which way updates pass over a connection, seen from here. Both ends have a say: updates pass only where one end gives and the other takes.</summary>
public enum StreamDirection
{
    /// <summary>Updates pass both ways.</summary>
    Both,

    /// <summary>Read-only: this end takes updates and gives none. The other end does not list this peer as present.</summary>
    TakeOnly,

    /// <summary>Write-only: this end gives updates and takes none.</summary>
    GiveOnly,
}
