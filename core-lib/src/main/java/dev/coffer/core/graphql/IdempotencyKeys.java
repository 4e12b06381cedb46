package dev.coffer.core.graphql;

import dev.coffer.core.errors.CodedException;

/** The rule for idempotency keys that clients choose, the same in every input that moves money, awards or sends. */
public final class IdempotencyKeys {

    public static final int LONGEST = 255;

    private IdempotencyKeys() {}

    /**
     * @param field where the key stood, such as "input.idempotencyKey", for the error
     * @return the key
     * @throws CodedException INVALID_INPUT unless the key has 1 to {@value #LONGEST} characters, none of them a control
     *     character or half of one
     */
    public static String require(String key, String field) {
        if (key.isEmpty() || key.length() > LONGEST) {
            throw CodedException.invalid(
                    field, "An idempotency key has 1 to " + LONGEST + " characters, not " + key.length() + ".");
        }
        if (key.chars().anyMatch(Character::isISOControl) || !WellFormedText.isWellFormed(key)) {
            throw CodedException.invalid(field, "An idempotency key has no control characters and no half characters.");
        }
        return key;
    }
}
