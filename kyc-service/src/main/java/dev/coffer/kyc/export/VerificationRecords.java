package dev.coffer.kyc.export;

import java.util.function.Consumer;

/** What one package knows of how a verification was decided; all beans of this type are asked for an audit file. */
public interface VerificationRecords {

    /** Of the entry in the file, without its ending: "checks". */
    String name();

    /** Tells each record, as JSON shall have it; neither files nor answers of providers, but their digests. */
    void tell(Verification verification, Consumer<Object> record);
}
