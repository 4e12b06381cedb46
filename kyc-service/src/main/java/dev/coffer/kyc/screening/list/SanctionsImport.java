package dev.coffer.kyc.screening.list;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a list, from the wish to import it to its end.
 *
 * @param list name of the list; a later version of it takes this one's place
 * @param mayShrink whether it may come into force with far fewer persons than the version before it
 * @param by user id of who imports it
 * @param uploadUntil until when the file may be sent
 * @param upload which of several tries to send the file succeeded; null before
 * @param rows that are read
 * @param persons that are on it, of these rows
 * @param names that they have
 * @param problem why it failed; null where it did not
 */
record SanctionsImport(
        String id,
        String tenantId,
        String list,
        ListFormat format,
        State state,
        boolean mayShrink,
        String by,
        Instant createdAt,
        Instant uploadUntil,
        @Nullable String upload,
        long rows,
        long persons,
        long names,
        @Nullable String problem) {

    /** Where it stands. */
    enum State {
        AWAITING_FILE,
        READING,
        IN_FORCE,
        REPLACED,
        FAILED
    }

    static SanctionsImport begun(
            String id,
            String tenantId,
            String list,
            ListFormat format,
            boolean mayShrink,
            String by,
            Instant now,
            Instant until) {
        return new SanctionsImport(
                id, tenantId, list, format, State.AWAITING_FILE, mayShrink, by, now, until, null, 0, 0, 0, null);
    }

    boolean awaitsFile(Instant now) {
        return state == State.AWAITING_FILE && now.isBefore(uploadUntil);
    }
}
