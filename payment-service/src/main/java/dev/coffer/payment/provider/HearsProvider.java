package dev.coffer.payment.provider;

/** Who has to know what a provider tells. Every bean of this type is told everything. */
public interface HearsProvider {

    /** What became of it. */
    enum Heard {
        /** It is kept, and something follows from it. */
        TAKEN,
        /** It was known, or came too late to count. */
        NOTHING_NEW,
        /** It is about nothing of theirs. */
        UNKNOWN,
        /** Somebody works on what it is about at this moment: the provider shall tell again. */
        LATER
    }

    /**
     * Keeps it: when this returns, it is durable. The same may come twice, late, and in any order.
     *
     * @throws dev.coffer.core.errors.CodedException UNAVAILABLE: the provider shall tell again
     */
    Heard hear(ProviderFact fact);
}
