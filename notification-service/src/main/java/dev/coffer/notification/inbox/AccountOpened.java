package dev.coffer.notification.inbox;

/** Event {@code account.opened}, keyed by user: this service holds for a registered user what it must. */
record AccountOpened(String userId) {

    static final String TYPE = "account.opened";
}
