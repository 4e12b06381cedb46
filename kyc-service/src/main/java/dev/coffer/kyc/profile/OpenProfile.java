package dev.coffer.kyc.profile;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Received;
import dev.coffer.core.store.UnitOfWork;

/** Opens a profile for everybody who registers. */
final class OpenProfile {

    private final KycProfiles profiles;

    OpenProfile(KycProfiles profiles) {
        this.profiles = profiles;
    }

    /** What this service reads of {@code user.registered}. */
    record UserRegistered(String userId) {}

    Consumer consumer() {
        return Consumer.named("kyc-profiles").from("auth").on("user.registered", UserRegistered.class, this::open);
    }

    void open(Received<UserRegistered> event, UnitOfWork unit) {
        profiles.open(
                unit,
                KycProfile.unknown(
                        event.envelope().tenantId(),
                        event.data().userId(),
                        event.envelope().timestamp()));
    }
}
