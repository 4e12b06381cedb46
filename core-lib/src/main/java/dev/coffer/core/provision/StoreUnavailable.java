package dev.coffer.core.provision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store could be neither found nor started. The message lists every step that was tried and what to do. */
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreUnavailable(String message) {
        this(message, null);
    }

    StoreUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** After a search that found nothing. */
    static StoreUnavailable afterTrying(String store, List<String> tried, String advice) {
        StringBuilder message =
                new StringBuilder("No " + store + " could be found or installed. Tried, in this order:");
        int number = 1;
        for (String step : tried) {
            message.append("\n  ").append(number++).append(". ").append(step);
        }
        return new StoreUnavailable(
                message.append("\nWhat helps: ").append(advice).toString());
    }
}
