namespace Scuttlegen;

/// <summary>What became of a batch at the door.</summary>
internal enum Admission
{
    /// <summary>It continues its feed and was appended.</summary>
    Admitted,

    /// <summary>It is held already.</summary>
    Duplicate,

    /// <summary>Batches before it are missing: pull them.</summary>
    Gap,

    /// <summary>It belongs to another branch, which parts from ours somewhere before it: bisect.</summary>
    Fork,

    /// <summary>It lies beyond the end of a frozen feed, and was kept as evidence.</summary>
    Evidence,

    /// <summary>It lies beyond the end of a frozen feed, and is held as evidence already or not wanted.</summary>
    Beyond,

    /// <summary>It cannot be judged yet (too far ahead in logical time, or of a newer version); it will be offered again.</summary>
    NotYet,

    /// <summary>It waits for this peer's own verdict, or for what precedes it in its feed; it is held, outside the feed, or will be offered again.</summary>
    Waiting,

    /// <summary>It breaks a rule of the log and never counts.</summary>
    Refused,

    /// <summary>No signature of its author vouches for it, and this store demands one.</summary>
    Unsigned,

    /// <summary>What is said to be its author's signature is none.</summary>
    BadSignature,

    /// <summary>Its source has written more than this peer takes of one; it will be offered again.</summary>
    OverQuota,

    /// <summary>Its author is blocked here.</summary>
    Blocked,

    /// <summary>It is signed, and this store is one where nothing is.</summary>
    Signed,
}
