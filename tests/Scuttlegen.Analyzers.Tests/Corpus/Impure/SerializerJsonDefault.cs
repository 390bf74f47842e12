// SCUT1018: JsonSerializer with default options: reflection, member order and escapes by version
using System.Text.Json;

public sealed record Widget(string Name, string Colour);
public sealed record Dashboard(string Json);
public sealed record WidgetSet(Widget Widget);

public static class DashboardReducers
{
    [Reducer]
    public static Dashboard Apply(Dashboard state, WidgetSet action) => new(JsonSerializer.Serialize(action.Widget)); // here
}
