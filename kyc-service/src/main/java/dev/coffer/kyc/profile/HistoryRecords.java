package dev.coffer.kyc.profile;

import dev.coffer.kyc.export.EveryPage;
import dev.coffer.kyc.export.PersonalRecords;
import dev.coffer.kyc.export.Verification;
import dev.coffer.kyc.export.VerificationRecords;
import java.util.function.Consumer;

/** What became of a person's profile, by whom, and what was noted: the audit trail of every verification. */
final class HistoryRecords implements PersonalRecords, VerificationRecords {

    private final ProfileHistory history;

    HistoryRecords(ProfileHistory history) {
        this.history = history;
    }

    @Override
    public String name() {
        return "history";
    }

    @Override
    public void tell(String tenantId, String userId, Consumer<Object> record) {
        EveryPage.of(page -> history.of(tenantId, userId, page), record);
    }

    @Override
    public void tell(Verification verification, Consumer<Object> record) {
        EveryPage.of(page -> history.of(verification.tenantId(), verification.userId(), page), entry -> {
            if (verification.has(entry.at())) {
                record.accept(entry);
            }
        });
    }
}
