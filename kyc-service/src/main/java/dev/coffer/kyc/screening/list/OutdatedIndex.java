package dev.coffer.kyc.screening.list;

/** What was in force when an index was made is not stored any more: it is to be made anew. */
public final class OutdatedIndex extends Exception {

    private static final long serialVersionUID = 1L;

    OutdatedIndex(String tenantId, long version) {
        super("Version " + version + " of the lists of tenant " + tenantId + " is not stored any more");
    }
}
