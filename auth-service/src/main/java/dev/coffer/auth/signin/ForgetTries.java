package dev.coffer.auth.signin;

import dev.coffer.auth.user.Contact;
import dev.coffer.auth.user.User;

/** Forgets the tries at a password that counts no more: its owner need not wait for what somebody tried at the old one. */
public final class ForgetTries {

    private final AttemptCounts attempts;

    ForgetTries(AttemptCounts attempts) {
        this.attempts = attempts;
    }

    public void of(User user) {
        for (Contact contact : user.contacts()) {
            attempts.clear(AttemptKey.ofSignIn(user.tenantId(), contact));
        }
        attempts.clear(AttemptKey.ofOwnPassword(user));
    }
}
