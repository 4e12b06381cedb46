package dev.coffer.payment.wallet;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.WellFormedText;
import dev.coffer.payment.ledger.Post;
import org.jspecify.annotations.Nullable;

/** The rule for reasons that clients give, the same in every input that has one: what the ledger can keep as it came. */
public final class Reasons {

    private Reasons() {}

    /**
     * One that may be left out.
     *
     * @param checks hear of it when the reason is too long or no readable text
     * @param field where the reason stood, such as "input.reason", for the error
     */
    public static @Nullable String read(FieldChecks checks, @Nullable String reason, String field) {
        return reason == null ? null : checks.read(field, () -> storable(reason, field));
    }

    private static String storable(String reason, String field) {
        if (reason.length() > Post.MAX_REASON) {
            throw CodedException.invalid(
                    field, "A reason has at most " + Post.MAX_REASON + " characters, not " + reason.length());
        }
        return WellFormedText.require(reason, field);
    }

    /**
     * One that must say something: for what operators do to other people's money.
     *
     * @throws CodedException INVALID_INPUT when it is blank, too long or no readable text
     */
    public static String require(String reason, String field) {
        if (reason.isBlank()) {
            throw CodedException.invalid(field, "Say why: a reason stands in the book for ever.");
        }
        return storable(reason, field);
    }
}
