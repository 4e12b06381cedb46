package dev.coffer.payment.ledger;

/**
 * Text that any store gives back as it was. Half of a surrogate pair, which JSON can carry, has no form in UTF-8: it would be
 * stored as something else, and a key like that would never be found again.
 */
final class WellFormed {

    private WellFormed() {}

    /** @throws IllegalArgumentException when {@code text} holds half of a surrogate pair */
    static void require(String what, String text) {
        for (int i = 0; i < text.length(); i++) {
            char first = text.charAt(i);
            if (Character.isSurrogate(first)) {
                i++;
                if (i == text.length() || !Character.isSurrogatePair(first, text.charAt(i))) {
                    throw new IllegalArgumentException(what + " is not well-formed Unicode: half of a surrogate pair");
                }
            }
        }
    }
}
