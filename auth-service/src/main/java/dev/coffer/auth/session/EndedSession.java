package dev.coffer.auth.session;

/** The GraphQL type {@code EndedSession}. */
record EndedSession(String id) {}
