package dev.coffer.notification.preference;

import dev.coffer.core.events.Endings;
import dev.coffer.core.store.Transactions;
import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.preference.UnsubscribeTokens.Subscription;
import dev.coffer.notification.preference.UserPreferences.Topic;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends mails of one category for whoever has the link from one of them, and changes nothing else. Doing so again changes nothing. */
final class Unsubscribe {

    private final UnsubscribeTokens tokens;
    private final Preferences preferences;
    private final Endings endedAccounts;
    private final Transactions transactions;
    private final Clock clock;

    Unsubscribe(
            UnsubscribeTokens tokens,
            Preferences preferences,
            Endings endedAccounts,
            Transactions transactions,
            Clock clock) {
        this.tokens = tokens;
        this.preferences = preferences;
        this.endedAccounts = endedAccounts;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @return what the link would end; null where it is none of ours, or too old */
    @Nullable
    NotificationCategory look(String token) {
        Subscription subscription = tokens.read(token);
        return subscription == null ? null : subscription.category();
    }

    /** @return what was ended; null as for {@link #look} */
    @Nullable
    NotificationCategory end(String token) {
        Subscription subscription = tokens.read(token);
        if (subscription == null) {
            return null;
        }
        transactions.run(unit -> {
            // Of who closed their account nothing is kept, and no mail goes there any more.
            if (!endedAccounts.isOver(unit, subscription.tenantId(), subscription.userId())) {
                preferences.choose(
                        unit,
                        subscription.tenantId(),
                        subscription.userId(),
                        Map.of(new Topic(subscription.category(), NotificationChannel.EMAIL), false),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS));
            }
        });
        return subscription.category();
    }
}
