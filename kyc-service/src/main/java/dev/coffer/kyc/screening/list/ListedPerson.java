package dev.coffer.kyc.screening.list;

import dev.coffer.kyc.screening.name.BirthDate;
import java.util.List;

/**
 * A person on a list.
 *
 * @param id which the list gives them
 * @param names the main one first, then aliases
 * @param bornOn as far as it can be read; several where the list is not sure
 * @param countries as the list writes them
 */
public record ListedPerson(String id, List<String> names, List<BirthDate> bornOn, List<String> countries) {

    static final int MOST_NAMES = 200;
    static final int MOST_TEXT = 500;

    public ListedPerson {
        names = names.stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .limit(MOST_NAMES)
                .toList();
        bornOn = bornOn.stream().distinct().toList();
        countries = List.copyOf(countries);
        if (id.isBlank() || id.length() > MOST_TEXT) {
            throw new IllegalArgumentException("the id must have 1 to " + MOST_TEXT + " characters");
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a person has no name");
        }
        if (names.stream().anyMatch(name -> name.length() > MOST_TEXT)) {
            throw new IllegalArgumentException("a name has more than " + MOST_TEXT + " characters");
        }
    }
}
