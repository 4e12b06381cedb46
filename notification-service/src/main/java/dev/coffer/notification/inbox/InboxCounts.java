package dev.coffer.notification.inbox;

/**
 * How many messages wait, each counted up to {@value #MOST}.
 *
 * @param unread in the inbox and not read
 * @param unseen in the inbox and not even shown
 */
record InboxCounts(int unread, int unseen) {

    static final int MOST = 1_000;
}
