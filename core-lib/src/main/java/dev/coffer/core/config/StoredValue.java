package dev.coffer.core.config;

import dev.coffer.core.seal.SealedSecret;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A field's value as it is stored. */
sealed interface StoredValue {

    /** What people may see of it. */
    String shown();

    record Plain(String text) implements StoredValue {

        @Override
        public String shown() {
            return text;
        }
    }

    /** Bound to the setting, the tenant and the field: elsewhere it does not open. */
    record Sealed(SealedSecret secret) implements StoredValue {

        /** Each sealing has a nonce of its own. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Sealed(SealedSecret sealed) && Arrays.equals(secret.nonce(), sealed.nonce());
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(secret.nonce());
        }

        @Override
        public String shown() {
            return Secret.SHOWN;
        }
    }
}
