package dev.coffer.notification.dispatch;

/** How far a dispatch is. */
enum DispatchState {
    /** Its time has not come. */
    SCHEDULED,
    /** Some of its recipients were handled. */
    RUNNING,
    /** All of them were. */
    DONE,
    /** Somebody stopped it. */
    CANCELLED,
    /** It could not go on for a day. */
    FAILED;

    boolean isEnd() {
        return switch (this) {
            case SCHEDULED, RUNNING -> false;
            case DONE, CANCELLED, FAILED -> true;
        };
    }
}
