// SCUT1006: the orderby clause of a query sorts strings by the current culture
using System.Collections.Immutable;

public sealed record Contact(string Name, string Phone);
public sealed record Phonebook(ImmutableArray<Contact> Contacts);
public sealed record ContactAdded(string Name, string Phone);

public static class PhonebookReducers
{
    [Reducer]
    public static Phonebook Apply(Phonebook state, ContactAdded action)
    {
        var sorted = from contact in state.Contacts.Add(new Contact(action.Name, action.Phone))
                     orderby contact.Name // here
                     select contact;
        return new Phonebook([.. sorted]);
    }
}
