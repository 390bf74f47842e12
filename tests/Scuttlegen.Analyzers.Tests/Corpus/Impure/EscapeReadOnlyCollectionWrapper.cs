// SCUT2005: AsReadOnly wraps the action's list, whose owner may still change it
using System.Collections.ObjectModel;

public sealed record Agenda(ReadOnlyCollection<string> Topics);

public sealed record AgendaSet(List<string> Topics);

public static class AgendaReducer
{
    [Reducer]
    public static Agenda Apply(Agenda state, AgendaSet action) => new(action.Topics.AsReadOnly()); // here
}
