// SCUT1003: an HTTP request inside a reducer: rates differ by the moment of replay
using System.Net.Http;

public sealed record Account(string Currency, string Rate);
public sealed record RateAsked(string Currency);

public static class Rates
{
    private static readonly HttpClient Http = new();

    public static bool Known(string currency)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://rates.example/" + currency);
        using var response = Http.Send(request);
        return response.IsSuccessStatusCode;
    }
}

public static class AccountReducers
{
    [Reducer]
    public static Account Apply(Account state, RateAsked action) => new(action.Currency, Rates.Known(action.Currency) ? "known" : "unknown"); // here
}
