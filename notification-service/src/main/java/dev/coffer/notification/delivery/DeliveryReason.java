package dev.coffer.notification.delivery;

/** Why a message was not sent at once, or not at all, where that was decided here. */
public enum DeliveryReason {
    /** The user switched it off. */
    SUPPRESSED_BY_PREFERENCE,
    /** The user never asked for news. */
    SUPPRESSED_WITHOUT_CONSENT,
    /** The user's quiet hours. */
    DEFERRED_BY_QUIET_HOURS
}
