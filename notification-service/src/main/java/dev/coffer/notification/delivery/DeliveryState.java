package dev.coffer.notification.delivery;

/** How far a message is. */
public enum DeliveryState {
    /** It waits for its provider. */
    QUEUED,
    /** It waits for the end of quiet hours. */
    DEFERRED,
    /** The provider took it. */
    SENT,
    /** The provider says that it arrived. */
    DELIVERED,
    /** It could not be delivered there: it came back. */
    BOUNCED,
    /** The user did not want it. */
    SUPPRESSED,
    /** Nobody took it. */
    FAILED;

    /** Whether nothing more is done for it here; a provider may still say what became of it. */
    boolean isEnd() {
        return switch (this) {
            case QUEUED, DEFERRED -> false;
            case SENT, DELIVERED, BOUNCED, SUPPRESSED, FAILED -> true;
        };
    }

    /** Whether its provider has it, or had it. */
    public boolean hasLeft() {
        return this == SENT || this == DELIVERED;
    }
}
