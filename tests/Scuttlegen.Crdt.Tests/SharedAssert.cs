using Xunit;

namespace Scuttlegen.Crdt.Tests;

/// <summary>That nothing was made anew. With <c>-p:Sharing=false</c> trees never see that they share, and all else must hold all the same.</summary>
internal static class SharedAssert
{
    public static void Same<T>(T expected, T actual)
        where T : class
    {
#if NO_SHARING
        Assert.Equal(expected, actual);
#else
        Assert.Same(expected, actual);
#endif
    }
}
