package dev.coffer.kyc.check;

import dev.coffer.kyc.export.EveryPage;
import dev.coffer.kyc.export.PersonalRecords;
import dev.coffer.kyc.export.Verification;
import dev.coffer.kyc.export.VerificationRecords;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What providers were asked about a person and have answered. */
final class CheckRecords implements PersonalRecords, VerificationRecords {

    private final Checks checks;

    CheckRecords(Checks checks) {
        this.checks = checks;
    }

    /**
     * A check as an auditor sees it.
     *
     * @param since when the request went into review that it was made for
     * @param decidedAt null as long as it is not
     * @param answerSha256 digest of what the provider answered, which is personal, in hexadecimal; null where it gave no answer
     */
    private record Audited(
            String id,
            CheckKind kind,
            CheckState state,
            String provider,
            List<CheckReason> reasons,
            List<String> documentIds,
            Instant since,
            Instant createdAt,
            @Nullable Instant decidedAt,
            @Nullable String answerSha256) {

        static Audited of(Check check) {
            Check.Subject subject = check.subject();
            Check.Decided decided = check instanceof Check.Decided one ? one : null;
            return new Audited(
                    subject.id(),
                    subject.kind(),
                    check.state(),
                    subject.provider(),
                    decided == null ? List.of() : decided.reasons(),
                    subject.documentIds(),
                    subject.since(),
                    subject.createdAt(),
                    decided == null ? null : decided.at(),
                    decided == null ? null : digest(decided.answer()));
        }

        private static @Nullable String digest(@Nullable String answer) {
            if (answer == null) {
                return null;
            }
            try {
                return HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256").digest(answer.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
            }
        }
    }

    @Override
    public String name() {
        return "checks";
    }

    @Override
    public void tell(String tenantId, String userId, Consumer<Object> record) {
        EveryPage.of(page -> checks.ofUser(tenantId, userId, page), record);
    }

    @Override
    public void tell(Verification verification, Consumer<Object> record) {
        EveryPage.of(page -> checks.ofUser(verification.tenantId(), verification.userId(), page), check -> {
            if (verification.has(check.subject().createdAt())) {
                record.accept(Audited.of(check));
            }
        });
    }
}
