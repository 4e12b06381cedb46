package dev.coffer.auth.session;

/** What became of a refresh. */
sealed interface RefreshResult {

    record Refreshed(Session session) implements RefreshResult {}

    record Refused(SessionRefusal reason) implements RefreshResult {}
}
