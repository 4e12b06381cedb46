package dev.coffer.core.store;

import java.util.ArrayList;
import java.util.List;

/**
 * How a database's indexes compare with their declarations; each entry is "collection.index", a differing one with both forms.
 *
 * @param created were missing and are there now
 * @param missing are declared and are not there, which only a later look can find
 * @param different exist under that name and are something else: left alone, queries may be slow
 * @param broken as different, but a promise rests on them because they are declared unique: nothing is written without them
 * @param undeclared exist, and nobody declares them
 */
public record IndexReport(
        List<String> created,
        List<String> missing,
        List<String> different,
        List<String> broken,
        List<String> undeclared) {

    static final IndexReport EMPTY = new IndexReport(List.of(), List.of(), List.of(), List.of(), List.of());

    public IndexReport {
        created = List.copyOf(created);
        missing = List.copyOf(missing);
        different = List.copyOf(different);
        broken = List.copyOf(broken);
        undeclared = List.copyOf(undeclared);
    }

    /** Whether the database is as the code wants it; an index too many does not count. */
    public boolean isInLine() {
        return missing.isEmpty() && different.isEmpty() && broken.isEmpty();
    }

    /** For operators, empty where there is nothing to say: "2 indexes missing: [...]; 1 undeclared: [...]". */
    public String findings() {
        List<String> parts = new ArrayList<>();
        tell(parts, "missing", missing);
        tell(parts, "broken", broken);
        tell(parts, "different", different);
        tell(parts, "undeclared", undeclared);
        return String.join("; ", parts);
    }

    private static void tell(List<String> parts, String state, List<String> indexes) {
        if (!indexes.isEmpty()) {
            parts.add("indexes " + state + ": " + String.join(", ", indexes));
        }
    }
}
