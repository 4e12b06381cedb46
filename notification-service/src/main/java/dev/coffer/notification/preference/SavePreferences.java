package dev.coffer.notification.preference;

import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import dev.coffer.notification.preference.UserPreferences.Topic;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps what the caller wants. Choices that are not given stay, so that a page that was opened long ago takes nothing back. */
final class SavePreferences {

    private final Preferences preferences;
    private final Transactions transactions;
    private final Clock clock;

    SavePreferences(Preferences preferences, Transactions transactions, Clock clock) {
        this.preferences = preferences;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What is to change.
     *
     * @param quietHours null where they stay, or end by {@code clearsQuietHours}
     */
    record Change(Map<Topic, Boolean> choices, @Nullable QuietHours quietHours, boolean clearsQuietHours) {

        Change {
            choices = Map.copyOf(choices);
        }
    }

    PreferenceResult save(Caller caller, Change change) {
        if (change.choices().entrySet().stream()
                .anyMatch(choice -> !choice.getValue()
                        && !UserPreferences.isChangeable(choice.getKey().category()))) {
            return new PreferenceResult.Refused(PreferenceRefusal.ALWAYS_TOLD, "input.choices");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return transactions.inTransaction(unit -> {
            preferences.choose(unit, caller.tenantId(), caller.userId(), change.choices(), now);
            if (change.quietHours() != null || change.clearsQuietHours()) {
                preferences.keepQuiet(unit, caller.tenantId(), caller.userId(), change.quietHours(), now);
            }
            return new PreferenceResult.Saved(preferences.find(unit, caller.tenantId(), caller.userId()));
        });
    }
}
