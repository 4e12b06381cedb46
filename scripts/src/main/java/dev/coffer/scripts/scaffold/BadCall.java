package dev.coffer.scripts.scaffold;

import java.util.List;

/** What was asked for cannot be: nothing was written. */
final class BadCall extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param problems each a sentence for the person who typed it */
    BadCall(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
