// SCUT1003: a price service is asked for through a service locator: each peer may have registered another
using System.ComponentModel.Design;

public interface IPrices { decimal Of(string sku); }
public sealed record Basket(decimal Total);
public sealed record Put(string Sku);

public static class BasketReducers
{
    private static readonly IServiceProvider Services = new ServiceContainer();

    [Reducer]
    public static Basket Apply(Basket state, Put action) => Services.GetService(typeof(IPrices)) is null ? state : new Basket(state.Total + 1m); // here
}
