package dev.coffer.payment.monitor;

/** The GraphQL enum of this name: who watches. */
enum MonitorSource {
    /** The wallet's owner. */
    OWN,
    /** The house; the owner does not learn of it. */
    STAFF
}
