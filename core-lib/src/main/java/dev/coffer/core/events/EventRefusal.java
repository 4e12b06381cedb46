package dev.coffer.core.events;

import dev.coffer.core.errors.RefusalCode;

/** Why a dead letter or a replay is left as it is. Nothing was changed. */
public enum EventRefusal implements RefusalCode {
    DEAD_LETTER_WAITS("An earlier event of the same key is poisoned; retry or discard that one, and this one follows."),
    DEAD_LETTER_UNREADABLE("The relay cannot read this document, so there is no event to retry; repair it or discard."),
    UNKNOWN_CONSUMER("No consumer of that name reads this service's events; the message lists those that do."),
    REPLAY_TOO_LARGE("More events match than one replay takes; narrow the time and replay part by part."),
    REPLAY_KEY_TAKEN("A replay of that key was asked for with other values; choose another key."),
    REPLAY_OVER("The replay has come to its end, so there is nothing to call off.");

    private final String meaning;

    EventRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
