package dev.coffer.gateway.transport;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which documents are served, and how they may be named instead of sent.
 *
 * @param learnedBytes what documents may weigh that clients had remembered by their hash (automatic persisted queries); 0 turns that
 *     off
 * @param trusted a file that lists documents by identifier; null where there is none
 * @param watch whether later changes of that file are taken over
 * @param onlyTrusted whether everything else is refused
 */
public record DocumentOptions(int learnedBytes, @Nullable Path trusted, boolean watch, boolean onlyTrusted) {
    /** Remembers documents, and trusts all. */
    public static final DocumentOptions DEFAULT = new DocumentOptions(16 * 1024 * 1024, null, true, false);

    public DocumentOptions {
        if (learnedBytes < 0) {
            throw new IllegalArgumentException("learnedBytes must not be negative: " + learnedBytes);
        }
        if (onlyTrusted && trusted == null) {
            throw new IllegalArgumentException(
                    "With only trusted documents served and no file that lists any, nothing could be asked: name the file.");
        }
    }

    /** Whether a document is remembered by its hash when a client asks for that. */
    boolean isLearning() {
        return learnedBytes > 0 && !onlyTrusted;
    }
}
