package dev.coffer.kyc.screening.list;

import dev.coffer.kyc.screening.name.BirthDate;
import dev.coffer.kyc.screening.name.MatchRules;
import dev.coffer.kyc.screening.name.NameHit;
import dev.coffer.kyc.screening.name.NameIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The names of all lists in force at a tenant, as of one version. Who has them is read when somebody is found. */
public final class ListIndex {

    private final String tenantId;
    private final long version;
    private final NameIndex names;
    private final List<Part> parts;
    private final ListedPersons persons;

    /** The entries of the index from {@code first} on are of this import, until the next part. */
    record Part(String list, String importId, int first) {}

    ListIndex(String tenantId, long version, NameIndex names, List<Part> parts, ListedPersons persons) {
        this.tenantId = tenantId;
        this.version = version;
        this.names = names;
        this.parts = List.copyOf(parts);
        this.persons = persons;
    }

    public long version() {
        return version;
    }

    int names() {
        return names.names();
    }

    /**
     * Who is like them, the most like one first.
     *
     * @throws OutdatedIndex where a newer version is in force and this one is not stored any more
     */
    public List<Listed> find(String name, BirthDate bornOn, MatchRules rules) throws OutdatedIndex {
        List<Listed> found = new ArrayList<>();
        for (NameHit hit : names.find(name, bornOn, rules)) {
            Part part = partOf(hit.entry());
            ListedPerson person = persons.find(tenantId, part.importId(), (long) hit.entry() - part.first());
            if (person == null) {
                throw new OutdatedIndex(tenantId, version);
            }
            found.add(new Listed(part.list(), person, hit));
        }
        return found;
    }

    private Part partOf(int entry) {
        Part found = null;
        for (Part part : parts) {
            found = part.first() <= entry ? part : found;
        }
        return Objects.requireNonNull(found);
    }
}
