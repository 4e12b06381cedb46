package dev.coffer.core.ids;

/** Makes new identifiers. Injected wherever a thing is born, so that tests can decide them. */
@FunctionalInterface
public interface Ids {

    /** A new identifier: a UUID in its usual text form of 36 characters. */
    String next();

    /** UUID version 7: ordered by time of birth, so that indexes on it grow at their right edge. */
    static Ids timeOrdered() {
        return () ->
                com.github.f4b6a3.uuid.UuidCreator.getTimeOrderedEpochPlus1().toString();
    }
}
