package dev.coffer.kyc.profile;

import dev.coffer.kyc.tier.Requirement;
import java.util.Map;

/** What is to be told a user of requirements that are not met, by what they have sent. */
public interface MissingNotes {

    /** In a sentence each; nothing of those for which the user has sent nothing. */
    Map<Requirement, String> of(String tenantId, String userId);
}
