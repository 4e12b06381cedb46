package dev.coffer.auth.password;

/**
 * What a hash costs to compute, with one lane: for us once at a sign-in, for a thief with every guess.
 *
 * @param kibibytes of memory, for each computation
 * @param passes over that memory
 */
record HashCost(int kibibytes, int passes) {

    /** What OWASP states for one lane. */
    static final HashCost STANDARD = new HashCost(19 * 1024, 2);

    private static final int LEAST_KIBIBYTES = 8;
    private static final int MOST_KIBIBYTES = 1024 * 1024;
    private static final int MOST_PASSES = 99;

    HashCost {
        if (kibibytes < LEAST_KIBIBYTES || kibibytes > MOST_KIBIBYTES) {
            throw new IllegalArgumentException("coffer.auth.hashing.kibibytes must be from " + LEAST_KIBIBYTES + " to "
                    + MOST_KIBIBYTES + ", not " + kibibytes);
        }
        if (passes < 1 || passes > MOST_PASSES) {
            throw new IllegalArgumentException(
                    "coffer.auth.hashing.passes must be from 1 to " + MOST_PASSES + ", not " + passes);
        }
    }

    /** @throws IllegalStateException where it is less than passwords of real people need */
    HashCost forProduction() {
        if (kibibytes < STANDARD.kibibytes || passes < STANDARD.passes) {
            throw new IllegalStateException(
                    "In production coffer.auth.hashing.kibibytes is at least %d and coffer.auth.hashing.passes at least %d; they are %d and %d"
                            .formatted(STANDARD.kibibytes, STANDARD.passes, kibibytes, passes));
        }
        return this;
    }
}
