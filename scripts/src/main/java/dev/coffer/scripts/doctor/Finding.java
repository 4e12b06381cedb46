package dev.coffer.scripts.doctor;

import org.jspecify.annotations.Nullable;

/**
 * What a look at one thing found.
 *
 * @param what a sentence
 * @param fix what mends it; null where nothing is wrong
 */
record Finding(Level level, String what, @Nullable String fix) {

    /** How bad it is. */
    enum Level {
        OK,
        /** It works, and may not for long or not everywhere. */
        WARNING,
        /** Something does not work. */
        PROBLEM
    }

    static Finding ok(String what) {
        return new Finding(Level.OK, what, null);
    }

    static Finding warning(String what, String fix) {
        return new Finding(Level.WARNING, what, fix);
    }

    static Finding problem(String what, String fix) {
        return new Finding(Level.PROBLEM, what, fix);
    }
}
