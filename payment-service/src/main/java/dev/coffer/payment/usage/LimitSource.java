package dev.coffer.payment.usage;

/** Where a limit comes from. All of them hold together: the tightest decides. */
public enum LimitSource {
    /** How far the user is verified. */
    TIER,
    /** The tenant's, for all of its users. */
    TENANT,
    /** Set by staff for this user. */
    STAFF,
    /** Set by the user. */
    OWN
}
