package dev.coffer.kyc.export;

import java.util.function.Consumer;

/** What one package holds on a person; all beans of this type are asked for an export. */
public interface PersonalRecords {

    /** Of the entry in the file, without its ending: "checks". */
    String name();

    /** Tells each record, as JSON shall have it. */
    void tell(String tenantId, String userId, Consumer<Object> record);
}
