// silent: the fluent builder mutates itself, and is fresh
using System.Collections.Immutable;

public sealed record Menu(ImmutableList<string> Dishes, bool Closed);

public sealed record MenuSet(string Starter, string Main);

public sealed class MenuBuilder
{
    private readonly List<string> _dishes = [];
    private bool _closed;

    public MenuBuilder With(string dish)
    {
        if (dish.Length > 0)
            _dishes.Add(dish);
        return this;
    }

    public MenuBuilder Close()
    {
        _closed = true;
        return this;
    }

    public Menu Build() => new([.. _dishes], _closed);
}

public static class MenuReducer
{
    [Reducer]
    public static Menu Apply(Menu state, MenuSet action) => new MenuBuilder().With(action.Starter).With(action.Main).Close().Build();
}
