package dev.coffer.kyc.profile;

import dev.coffer.kyc.export.PersonalRecords;
import java.util.function.Consumer;

/** How a person's verification stands. */
final class ProfileRecords implements PersonalRecords {

    private final KycProfiles profiles;

    ProfileRecords(KycProfiles profiles) {
        this.profiles = profiles;
    }

    @Override
    public String name() {
        return "profile";
    }

    @Override
    public void tell(String tenantId, String userId, Consumer<Object> record) {
        KycProfile profile = profiles.find(tenantId, userId);
        if (profile != null) {
            record.accept(ProfileRow.of(profile));
        }
    }
}
