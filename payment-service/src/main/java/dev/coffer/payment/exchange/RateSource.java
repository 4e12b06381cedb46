package dev.coffer.payment.exchange;

/** Where a rate comes from. Earlier ones beat later ones. */
enum RateSource {
    /** Staff published it, for one tenant. */
    MANUAL,
    /** The provider's, as last read and kept. */
    PROVIDER
}
