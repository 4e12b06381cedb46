package dev.coffer.notification.workflow;

import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.Seal;
import dev.coffer.core.seal.SealedSecret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import tools.jackson.databind.json.JsonMapper;

/** Steps as they wait: sealed, since what an event says is personal, and may wait for a month. */
final class PostponedSteps {

    private static final String PURPOSE = "postponed-steps";

    private final Seal seal;

    PostponedSteps(MasterKey masterKey, SecureRandom random) {
        this.seal = new Seal(masterKey, PURPOSE, random);
    }

    String seal(String boundTo, PostponedStep step) {
        byte[] json = JsonMapper.shared().writeValueAsString(step).getBytes(StandardCharsets.UTF_8);
        return seal.seal(json, boundTo).toText();
    }

    /** @throws IllegalStateException where it was sealed with another master key, or for another task */
    PostponedStep open(String boundTo, String sealed) {
        byte[] json = seal.open(SealedSecret.parse(sealed), boundTo);
        return JsonMapper.shared().readValue(json, PostponedStep.class);
    }
}
