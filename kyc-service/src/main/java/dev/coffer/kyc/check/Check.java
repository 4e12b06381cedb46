package dev.coffer.kyc.check;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One question to a provider about one user. It is decided once. */
public sealed interface Check {

    Subject subject();

    CheckState state();

    /**
     * What is asked.
     *
     * @param id follows from what is asked: the same is asked once
     * @param since when the request was made that it is for
     * @param documentIds what the provider is shown; empty where it is shown the personal data only
     * @param provider who is asked
     */
    record Subject(
            String id,
            String tenantId,
            String userId,
            CheckKind kind,
            Instant since,
            List<String> documentIds,
            String provider,
            Instant createdAt) {

        public Subject {
            documentIds = List.copyOf(documentIds);
        }

        /** Names the check to the provider, and says nothing of whom it is about: 64 hexadecimal digits. */
        public String reference() {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException missing) {
                throw new IllegalStateException(missing);
            }
        }
    }

    /** @param attempts to ask, so far */
    record Pending(Subject subject, int attempts) implements Check {

        Decided decide(CheckState outcome, List<CheckReason> reasons, @Nullable String answer, Instant now) {
            return new Decided(subject, outcome, reasons, answer, now);
        }

        @Override
        public CheckState state() {
            return CheckState.PENDING;
        }
    }

    /** @param state any but PENDING @param answer as the provider gave it; personal */
    record Decided(
            Subject subject,
            CheckState state,
            List<CheckReason> reasons,
            @Nullable String answer,
            Instant at) implements Check {

        public Decided {
            if (state == CheckState.PENDING) {
                throw new IllegalArgumentException("Check " + subject.id() + " is not decided");
            }
            reasons = List.copyOf(reasons);
        }

        @Override
        public String toString() {
            return "Decided[" + subject.id() + ", " + state + "]";
        }
    }
}
