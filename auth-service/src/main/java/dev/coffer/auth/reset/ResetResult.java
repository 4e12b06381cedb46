package dev.coffer.auth.reset;

import dev.coffer.auth.code.CodeRefusal;
import dev.coffer.core.errors.RefusalCode;

/** What became of a password reset. */
sealed interface ResetResult {

    /** @param requestId what is used up now */
    record Reset(String requestId) implements ResetResult {}

    /** The new password is not taken; the code still counts. */
    record Refused(RefusalCode reason) implements ResetResult {}

    /** The code is not taken. */
    record NotProved(CodeRefusal reason) implements ResetResult {}
}
