using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Scuttlegen.Runtime;

namespace Scuttlegen.Tests;

public class DependencyInjectionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static IHost Build(Action opened, Func<StoreOptions, StoreOptions>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddGossipStore<LedgerStore>((_, _) =>
        {
            opened();
            return LedgerStore.OpenAsync(configure);
        });
        return builder.Build();
    }

    [Fact]
    public async Task The_host_opens_the_store_once_when_it_starts_and_closes_it_with_itself()
    {
        var opened = 0;
        var host = Build(() => opened++);
        Assert.Equal(0, opened);
        await host.StartAsync(Cancel);
        Assert.Equal(1, opened);
        var store = host.Services.GetRequiredService<LedgerStore>();
        Assert.Same(store, host.Services.GetRequiredService<LedgerStore>());
        store.Dispatch(new Added(1));
        await host.StopAsync(Cancel);
        await ((IAsyncDisposable)host).DisposeAsync();
        Assert.Equal(1, opened);
        Assert.Throws<ObjectDisposedException>(() => store.Dispatch(new Added(1)));
    }

    [Fact]
    public async Task Resolving_before_the_host_has_started_opens_it_then()
    {
        var opened = 0;
        var host = Build(() => opened++);
        host.Services.GetRequiredService<LedgerStore>().Dispatch(new Added(1));
        await host.StartAsync(Cancel);
        Assert.Equal(2, host.Services.GetRequiredService<LedgerStore>().State.Value);
        Assert.Equal(1, opened);
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    [Fact]
    public async Task A_store_that_cannot_be_opened_fails_the_start_with_its_reason()
    {
        var host = Build(() => { }, o => o with { MaxPendingBytes = 1 });
        var invalid = await Assert.ThrowsAsync<ArgumentException>(() => host.StartAsync(Cancel));
        Assert.Contains("MaxPendingBytes takes", invalid.Message, StringComparison.Ordinal);
        await ((IAsyncDisposable)host).DisposeAsync();
    }
}
