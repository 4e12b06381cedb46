package dev.coffer.kyc.person;

import dev.coffer.kyc.export.PersonalRecords;
import java.util.function.Consumer;

/** What a person has said of themselves. */
final class PersonRecords implements PersonalRecords {

    private final Persons persons;

    PersonRecords(Persons persons) {
        this.persons = persons;
    }

    @Override
    public String name() {
        return "personal-data";
    }

    @Override
    public void tell(String tenantId, String userId, Consumer<Object> record) {
        PersonalData said = persons.find(tenantId, userId);
        if (said != null) {
            record.accept(said);
        }
    }
}
