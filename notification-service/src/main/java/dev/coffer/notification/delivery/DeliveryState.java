package dev.coffer.notification.delivery;

/** How far a message is. */
public enum DeliveryState {
    /** It waits for its provider. */
    QUEUED,
    /** It waits for the end of quiet hours. */
    DEFERRED,
    /** The provider took it. */
    SENT,
    /** The user did not want it. */
    SUPPRESSED,
    /** Nobody took it. */
    FAILED;

    /** Whether nothing more becomes of it. */
    boolean isEnd() {
        return switch (this) {
            case QUEUED, DEFERRED -> false;
            case SENT, SUPPRESSED, FAILED -> true;
        };
    }
}
