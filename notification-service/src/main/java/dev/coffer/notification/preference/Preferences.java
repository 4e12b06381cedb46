package dev.coffer.notification.preference;

import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.preference.UserPreferences.Topic;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What users said that they want. */
interface Preferences {

    /** @param unit null for what is committed */
    UserPreferences find(@Nullable UnitOfWork unit, String tenantId, String userId);

    /** Keeps these choices; all others stay. */
    void choose(UnitOfWork unit, String tenantId, String userId, Map<Topic, Boolean> choices, Instant now);

    /** @param hours null for none from now on */
    void keepQuiet(UnitOfWork unit, String tenantId, String userId, @Nullable QuietHours hours, Instant now);
}
