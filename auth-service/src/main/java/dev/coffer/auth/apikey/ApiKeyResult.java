package dev.coffer.auth.apikey;

import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.identity.ApiKeyText;

/** What became of making or revoking a key. */
sealed interface ApiKeyResult {

    /** @param text the key itself, which nobody can read again */
    record Made(ApiKey key, ApiKeyText text) implements ApiKeyResult {}

    record Revoked(ApiKey key) implements ApiKeyResult {}

    /** @param field the input field that it is about */
    record Refused(RefusalCode code, String field) implements ApiKeyResult {}
}
