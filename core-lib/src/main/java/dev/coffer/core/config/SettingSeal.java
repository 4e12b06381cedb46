package dev.coffer.core.config;

import dev.coffer.core.seal.Seal;
import dev.coffer.core.seal.SealedSecret;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Seals secret values. The master key is asked for at the first secret: an installation without any needs none. */
final class SettingSeal {

    static final String PURPOSE = "settings";

    private final Supplier<Seal> seal;

    SettingSeal(Supplier<Seal> seal) {
        this.seal = seal;
    }

    /** An empty text takes the secret away and is no secret itself. */
    StoredValue seal(SettingScope scope, String field, String text) {
        if (text.isEmpty()) {
            return new StoredValue.Plain("");
        }
        byte[] secret = text.getBytes(StandardCharsets.UTF_8);
        return new StoredValue.Sealed(seal.get().seal(secret, boundTo(scope, field)));
    }

    /** @throws IllegalStateException when another master key sealed it, or it was changed or moved; holds no secret */
    String open(SettingScope scope, String field, StoredValue value) {
        return switch (value) {
            case StoredValue.Plain(String text) -> text;
            case StoredValue.Sealed(SealedSecret secret) ->
                new String(seal.get().open(secret, boundTo(scope, field)), StandardCharsets.UTF_8);
        };
    }

    private static String boundTo(SettingScope scope, String field) {
        return scope.id() + "|" + field;
    }
}
