namespace Scuttlegen.Generators.Tests.Upgrade;

/// <summary>One build of an app, as the test sees it: both sides know only this and the runtime.</summary>
public interface IAppBuild
{
    /// <summary>How many updates its reducers have folded.</summary>
    int Folds { get; }

    Task<IAppPeer> OpenAsync(Func<StoreOptions, StoreOptions> configure);
}

/// <summary>One open store of a build.</summary>
public interface IAppPeer : IAsyncDisposable
{
    string State { get; }

    StoreStatistics Statistics { get; }

    /// <summary>Dispatches, and returns when the action is durable.</summary>
    Task DoAsync(string what, string item, int count = 1);

    IDisposable SubscribeToEvents(Action<StoreEvent> subscriber);
}
