package dev.coffer.auth.closing;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param participants services that keep something for users which must be empty before an account is closed, and answer
 *     {@code closing.asked} and {@code closing.due}
 * @param patience how long {@code closeAccount} waits for their answers before it answers itself
 */
@ConfigurationProperties("coffer.auth.closing")
record ClosingProperties(
        @DefaultValue("payment") Set<String> participants,
        @DefaultValue("3s") Duration patience) {

    private static final int MOST_PARTICIPANTS = 32;

    ClosingProperties {
        participants = Set.copyOf(participants);
        if (participants.size() > MOST_PARTICIPANTS || patience.isNegative()) {
            throw new IllegalArgumentException("coffer.auth.closing needs at most " + MOST_PARTICIPANTS
                    + " participants and patience >= 0: " + participants.size() + ", " + patience);
        }
    }
}
