package dev.coffer.auth.user;

/** What an account stands for. */
public enum UserKind {
    /** Somebody who signs in. */
    PERSON,
    /** A program, which has API keys, and neither a password nor a contact. */
    SERVICE
}
