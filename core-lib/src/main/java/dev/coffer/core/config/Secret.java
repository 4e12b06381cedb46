package dev.coffer.core.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A secret setting in memory. Nothing prints it by accident: {@link #toString} is {@value #SHOWN}. */
public final class Secret {

    /** What is shown in place of a secret, everywhere. */
    public static final String SHOWN = "***";

    /** A secret that nobody has set. */
    public static final Secret UNSET = new Secret("");

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    public static Secret of(String value) {
        return value.isEmpty() ? UNSET : new Secret(value);
    }

    /** The secret itself, to be handed to what needs it and to nothing else. "" when it is not set. */
    public String reveal() {
        return value;
    }

    public boolean isSet() {
        return !value.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), secret.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return isSet() ? SHOWN : "(not set)";
    }
}
