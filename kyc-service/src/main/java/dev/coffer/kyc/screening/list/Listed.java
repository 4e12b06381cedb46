package dev.coffer.kyc.screening.list;

import dev.coffer.kyc.screening.name.NameHit;

/**
 * Somebody on a list whose name is like one that was asked for.
 *
 * @param list name of the list
 * @param hit which of their names, how like it is, and why
 */
public record Listed(String list, ListedPerson person, NameHit hit) {

    /** The name of theirs that is like it. */
    public String name() {
        return person.names().get(hit.name());
    }
}
