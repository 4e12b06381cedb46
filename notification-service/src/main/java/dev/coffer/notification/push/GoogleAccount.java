package dev.coffer.notification.push;

import java.net.URI;
import java.security.PrivateKey;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service account of Google's, as its JSON file has it. */
record GoogleAccount(String project, String email, String keyId, PrivateKey key, URI tokenUri) {

    /** @throws IllegalStateException naming what is missing, without anything of what is there */
    static GoogleAccount parse(String json) {
        JsonNode account;
        try {
            account = JsonMapper.shared().readTree(json);
        } catch (JacksonException none) {
            throw new IllegalStateException("coffer.notification.push.fcm.service-account-file holds no JSON");
        }
        return new GoogleAccount(
                field(account, "project_id"),
                field(account, "client_email"),
                field(account, "private_key_id"),
                PushKeys.read(field(account, "private_key"), "RSA"),
                URI.create(field(account, "token_uri")));
    }

    private static String field(JsonNode account, String name) {
        String value = account.path(name).asString("");
        if (value.isBlank()) {
            throw new IllegalStateException("coffer.notification.push.fcm.service-account-file has no " + name);
        }
        return value;
    }

    @Override
    public String toString() {
        return "GoogleAccount[" + project + "]";
    }
}
