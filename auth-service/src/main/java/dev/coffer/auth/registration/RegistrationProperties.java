package dev.coffer.auth.registration;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param participants services that open something for a new user and tell {@code account.opened}; a service of your own may be
 *     one, and an installation without one of ours leaves it out
 * @param within how long they may take before the registration is undone
 * @param confirmWithin how long who registers may take to type the code, at tenants that want contacts confirmed
 * @param patience how long {@code register} waits for the account to be active before it answers with a pending one
 */
@ConfigurationProperties("coffer.auth.registration")
record RegistrationProperties(
        @DefaultValue({"payment", "notification", "kyc"}) Set<String> participants,
        @DefaultValue("15m") Duration within,
        @DefaultValue("24h") Duration confirmWithin,
        @DefaultValue("3s") Duration patience) {

    private static final int MOST_PARTICIPANTS = 32;

    RegistrationProperties {
        participants = Set.copyOf(participants);
        if (participants.size() > MOST_PARTICIPANTS) {
            throw new IllegalArgumentException("coffer.auth.registration.participants names more than "
                    + MOST_PARTICIPANTS + " services: " + participants.size());
        }
        if (!within.isPositive() || !confirmWithin.isPositive() || patience.isNegative()) {
            throw new IllegalArgumentException(
                    "coffer.auth.registration needs within > 0, confirm-within > 0 and patience >= 0: " + within + ", "
                            + confirmWithin + ", " + patience);
        }
    }
}
