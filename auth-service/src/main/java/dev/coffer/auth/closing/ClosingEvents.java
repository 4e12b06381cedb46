package dev.coffer.auth.closing;

/** What is told of closings, each event keyed by user. */
final class ClosingEvents {

    private ClosingEvents() {}

    /** Event {@code closing.asked}: whoever has something that stands against closing the account says so, and everybody else that not. */
    record ClosingAsked(String userId, String closingId) {

        static final String TYPE = "closing.asked";
    }

    /** Event {@code closing.due}: whoever has something to close does so now, all of it or nothing, and says which. */
    record ClosingDue(String userId, String closingId) {

        static final String TYPE = "closing.due";
    }

    /** Event {@code user.closed}: who the user was is erased here; whoever keeps something of the person erases theirs. */
    record UserClosed(String userId) {

        static final String TYPE = "user.closed";
    }

    /** What this service reads of {@code account.closable}: nothing stands against it now. */
    record AccountClosable(String userId, String closingId) {}

    /** What this service reads of {@code account.closed}: all that was there is closed for ever. */
    record AccountClosed(String userId, String closingId) {}

    /** What this service reads of {@code account.kept}: nothing was closed. @param reason a code, such as WALLET_NOT_EMPTY */
    record AccountKept(String userId, String closingId, String reason) {}
}
