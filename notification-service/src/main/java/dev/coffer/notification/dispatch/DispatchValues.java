package dev.coffer.notification.dispatch;

import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.Seal;
import dev.coffer.core.seal.SealedSecret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What the places of a template are filled with, sealed while it waits: it may be personal, and wait for months. */
final class DispatchValues {

    private static final String PURPOSE = "dispatch-values";
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final Seal seal;

    DispatchValues(MasterKey masterKey, SecureRandom random) {
        this.seal = new Seal(masterKey, PURPOSE, random);
    }

    String seal(String tenantId, String dispatchId, Map<String, String> values) {
        byte[] json = JsonMapper.shared().writeValueAsString(values).getBytes(StandardCharsets.UTF_8);
        return seal.seal(json, boundTo(tenantId, dispatchId)).toText();
    }

    /** @throws IllegalStateException where it was sealed with another master key, or for another dispatch */
    Map<String, String> open(String tenantId, String dispatchId, String sealed) {
        byte[] json = seal.open(SealedSecret.parse(sealed), boundTo(tenantId, dispatchId));
        return JsonMapper.shared().readValue(json, TEXTS);
    }

    private static String boundTo(String tenantId, String dispatchId) {
        return tenantId + "|" + dispatchId;
    }
}
