package dev.coffer.bonus.award;

import dev.coffer.core.events.EventEnvelope;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads what this service tells of awards, for those who follow them. Such events are keyed by the user. */
public final class AwardTold {

    private static final Set<String> TYPES = Set.of(
            "bonus.awarded",
            "bonus.activated",
            "bonus.progressed",
            "bonus.requirements-met",
            "bonus.closing",
            "bonus.converted",
            "bonus.expired",
            "bonus.forfeited",
            "bonus.cancelled");

    private AwardTold() {}

    /** @return the award that changed; null where none did @throws IllegalArgumentException where that cannot be read */
    public static @Nullable String awardId(EventEnvelope event) {
        if (!TYPES.contains(event.eventType())) {
            return null;
        }
        try {
            return JsonMapper.shared().readTree(event.data()).path("awardId").asString();
        } catch (JacksonException unreadable) {
            throw new IllegalArgumentException("Not data of " + event.eventType(), unreadable);
        }
    }
}
