namespace Scuttlegen;

/// <summary>Memory or stack that ran out: it says nothing about an update, which another peer may well decode and reduce, so it never voids or skips one (I9, R5).</summary>
internal static class Exhaustion
{
    /// <summary>Whether memory or stack ran out: also in a type's initializer, whose exception wraps the cause, and in whatever else does.</summary>
    public static bool IsCauseOf(Exception? exception) =>
        exception is not null && (exception is OutOfMemoryException or InsufficientExecutionStackException || IsCauseOf(exception.InnerException));
}
