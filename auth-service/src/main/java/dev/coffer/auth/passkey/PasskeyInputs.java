package dev.coffer.auth.passkey;

import dev.coffer.core.errors.FieldChecks;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The inputs of {@code passkey.graphqls}. */
final class PasskeyInputs {

    private PasskeyInputs() {}

    /** {@code StartPasskeyRegistrationInput}. */
    record StartPasskeyRegistrationInput(
            String password, @Nullable String code) {

        @Override
        public String toString() {
            return "StartPasskeyRegistrationInput[***]";
        }
    }

    /** {@code RegisterPasskeyInput}. */
    record RegisterPasskeyInput(String credential, String name) {

        @Override
        public String toString() {
            return "RegisterPasskeyInput[***]";
        }
    }

    /** {@code RenamePasskeyInput}. */
    record RenamePasskeyInput(String id, String name) {}

    /** {@code RemovePasskeyInput}. */
    record RemovePasskeyInput(String id, String password, String code) {

        @Override
        public String toString() {
            return "RemovePasskeyInput[" + id + "]";
        }
    }

    /** {@code StartPasskeyLoginInput}. */
    record StartPasskeyLoginInput(
            @Nullable String tenant, @Nullable String id) {

        @Override
        public String toString() {
            return "StartPasskeyLoginInput[***]";
        }
    }

    /** {@code PasskeyOccasion}: what a signed-in user is asked for a passkey for. */
    enum PasskeyOccasion {
        STEP_UP(Purpose.STEP_UP),
        CHANGE_FACTORS(Purpose.CHANGE_FACTORS);

        private final Purpose purpose;

        PasskeyOccasion(Purpose purpose) {
            this.purpose = purpose;
        }

        Purpose purpose() {
            return purpose;
        }
    }

    /** {@code StartPasskeyCheckInput}. */
    record StartPasskeyCheckInput(PasskeyOccasion occasion) {}

    /** {@code LoginWithPasskeyInput}. */
    record LoginWithPasskeyInput(@Nullable String tenant, String credential) {

        @Override
        public String toString() {
            return "LoginWithPasskeyInput[***]";
        }
    }

    /** A name as it is kept. */
    static String name(String typed) {
        FieldChecks checks = new FieldChecks();
        String name = checks.read("input.name", () -> parsed(typed.strip()));
        checks.require();
        return Objects.requireNonNull(name);
    }

    private static String parsed(String name) {
        if (name.isEmpty() || name.length() > Passkey.MAX_NAME) {
            throw new IllegalArgumentException("A passkey's name has 1 to " + Passkey.MAX_NAME + " characters.");
        }
        return name;
    }
}
