package dev.coffer.auth.signin;

import dev.coffer.auth.signin.Attempts.Asked;

/** Counts tries durably, for all replicas together. */
interface AttemptCounts {

    /** Asks for a try, and has it counted when it is allowed. */
    Asked ask(AttemptKey key);

    /** The right password came: what was counted is over. */
    void clear(AttemptKey key);
}
