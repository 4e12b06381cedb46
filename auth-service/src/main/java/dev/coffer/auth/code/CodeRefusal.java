package dev.coffer.auth.code;

import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.graphql.Refusal;

/** Why a one-time code is not sent or not taken. */
public enum CodeRefusal implements RefusalCode {
    CODE_WRONG("This is not the code that was sent; look again, a code may be typed only a few times."),
    CODE_OVER(
            "There is no such code any more: it expired, was used, was replaced by a newer one, or was typed too often; ask"
                    + " for a new one."),
    CODE_SENT_TOO_OFTEN("Too many codes were asked for; wait for the time that the answer names and try again.");

    private static final long ALMOST_A_SECOND_MILLIS = 999;

    private final String meaning;

    CodeRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    /** The answer to who asked for a code too often. */
    public static Refusal of(IssueResult.SentTooOften refused) {
        int seconds = Math.toIntExact(
                refused.pause().plusMillis(ALMOST_A_SECOND_MILLIS).toSeconds());
        return Refusal.retryAfter(CODE_SENT_TOO_OFTEN, CODE_SENT_TOO_OFTEN.meaning(), seconds);
    }

    /** The answer to who typed a code that is not taken. */
    public static Refusal ofTyped(CodeRefusal reason) {
        return Refusal.of(reason, reason.meaning(), "input.code");
    }
}
