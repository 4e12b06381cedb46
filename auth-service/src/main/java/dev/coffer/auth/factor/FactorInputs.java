package dev.coffer.auth.factor;

import dev.coffer.auth.signin.FactorKind;
import dev.coffer.core.errors.FieldChecks;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The inputs of {@code factor.graphqls}. */
final class FactorInputs {

    private static final int LONGEST_REASON = 200;

    private FactorInputs() {}

    /** {@code EnrolTotpInput} and {@code EnableEmailCodesInput}. */
    record EnrolTotpInput(String password, @Nullable String code) {

        @Override
        public String toString() {
            return "EnrolTotpInput[***]";
        }
    }

    /** {@code ConfirmTotpInput}. */
    record ConfirmTotpInput(String id, String code) {

        @Override
        public String toString() {
            return "ConfirmTotpInput[***]";
        }
    }

    /** {@code DisableTotpInput}, {@code RegenerateRecoveryCodesInput} and {@code DisableEmailCodesInput}. */
    record ProofInput(String password, String code) {

        @Override
        public String toString() {
            return "ProofInput[***]";
        }
    }

    /** {@code SendFactorCodeInput}. */
    record SendFactorCodeInput(FactorKind factor) {}

    /** {@code ResetSecondFactorsInput}. */
    record ResetSecondFactorsInput(String userId, String reason) {

        String checkedReason() {
            FieldChecks checks = new FieldChecks();
            String read = checks.read("input.reason", () -> parse(reason.strip()));
            checks.require();
            return Objects.requireNonNull(read);
        }

        private static String parse(String typed) {
            if (typed.isEmpty() || typed.length() > LONGEST_REASON) {
                throw new IllegalArgumentException("A reason has 1 to " + LONGEST_REASON + " characters.");
            }
            return typed;
        }
    }
}
