// SCUT2002, SCUT4002: the helper returns the very list when it has room, a copy otherwise
public sealed record Party(List<string> Members); // here

public sealed record MemberJoined(string Name);

public static class Members
{
    public static List<string> Room(List<string> members) => members.Count < 4 ? members : members.GetRange(1, 3);
}

public static class PartyReducer
{
    [Reducer]
    public static Party Apply(Party state, MemberJoined action)
    {
        var members = Members.Room(state.Members);
        members.Add(action.Name); // here
        return new Party(members);
    }
}
