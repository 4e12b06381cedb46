package dev.coffer.core.saga;

/** Where a saga stands. */
public enum SagaState {
    /** A step is worked on, or tried again after a pause. */
    RUNNING(false),
    /** It waits for facts or for the end of the step's time. */
    WAITING(false),
    /** What was done is being undone, the last first. */
    COMPENSATING(false),
    /** Every step is done. */
    COMPLETED(true),
    /** Everything that was done is undone. */
    COMPENSATED(true),
    /** Nothing more happens by itself: an operator looks at the reason, then retries or cancels. */
    NEEDS_ATTENTION(false);

    private final boolean isEnded;

    SagaState(boolean isEnded) {
        this.isEnded = isEnded;
    }

    public boolean isEnded() {
        return isEnded;
    }
}
