package dev.coffer.payment.usage;

/** What a booking does to somebody's counters: {@link Counted} adds something new, a {@link Tally} below zero gives room back. */
public sealed interface Counting permits Counted, Tally {

    /** Whose counters. */
    String userId();
}
