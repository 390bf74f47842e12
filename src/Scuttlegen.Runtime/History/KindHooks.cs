using System.ComponentModel;

namespace Scuttlegen.Runtime;

/// <summary>What hangs on a kind besides its guards and reducers.</summary>
[Flags]
[EditorBrowsable(EditorBrowsableState.Never)]
public enum KindHooks
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A <see cref="VerifierAttribute"/> method.</summary>
    Verifier = 1,

    /// <summary>One that takes a <see cref="Scuttlegen.FeedPrefix"/>: feeds' updates are kept for it.</summary>
    FeedPrefix = 2,

    /// <summary>A <see cref="SignerAttribute"/> method that returns at once.</summary>
    Signer = 4,

    /// <summary>A <see cref="SignerAttribute"/> method that completes later.</summary>
    AsyncSigner = 8,

    /// <summary>An <see cref="AdmissionAttribute"/> method.</summary>
    Admission = 16,
}
