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

    /// <summary>Another batch stands at its place: the source wrote two branches.</summary>
    Fork,

    /// <summary>It cannot be judged yet (too far ahead in logical time, or of a newer version); it will be offered again.</summary>
    NotYet,

    /// <summary>It breaks a rule of the log and never counts.</summary>
    Refused,
}
