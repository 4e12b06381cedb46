package dev.coffer.core.store;

/** A setting that should name a store and does not; the message is one sentence that names the setting. Stops the start. */
public final class InvalidAddress extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public InvalidAddress(String message, Throwable cause) {
        super(message, cause);
    }
}
