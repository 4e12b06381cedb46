package dev.coffer.notification.presence;

import dev.coffer.core.errors.CodedException;
import dev.coffer.notification.topic.TopicName;
import java.util.List;

/** Who of a tenant, or of one of its topics, is connected. Whether the caller may know is decided before. */
public final class LookAround {

    /** More are not named. */
    public static final int MOST = 1_000;

    private final Presences presences;

    LookAround(Presences presences) {
        this.presences = presences;
    }

    /** @param isComplete whether nobody else is there */
    public record Present(List<String> userIds, boolean isComplete) {

        public Present {
            userIds = List.copyOf(userIds);
        }
    }

    /** @throws CodedException UNAVAILABLE while it is not known */
    public Present at(String tenantId, TopicName topic) {
        List<String> found = presences.at(new Place(tenantId, topic), MOST + 1);
        boolean isComplete = found.size() <= MOST;
        return new Present(isComplete ? found : found.subList(0, MOST), isComplete);
    }
}
