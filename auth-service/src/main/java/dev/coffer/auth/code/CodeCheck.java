package dev.coffer.auth.code;

import dev.coffer.auth.user.Contact;

/** What became of typing a code. */
public sealed interface CodeCheck {

    /** @param to where the code was sent, which is what its owner has proved to read */
    record Right(String userId, Contact to) implements CodeCheck {}

    /** @param triesLeft 0 where this was the last one */
    record Wrong(int triesLeft) implements CodeCheck {}

    /** Unknown, expired, used, replaced by a newer one, tried too often, of another purpose or tenant: all alike. */
    record Over() implements CodeCheck {}
}
