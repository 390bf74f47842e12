// SCUT1002: a coupon code from the cryptographic generator
using System.Security.Cryptography;

public sealed record Order(string Customer, string Coupon);
public sealed record Ordered(string Customer);

public static class OrderReducers
{
    [Reducer]
    public static Order Apply(Order state, Ordered action) => new(action.Customer, RandomNumberGenerator.GetHexString(8)); // here
}
