package dev.coffer.kyc.screening;

import dev.coffer.kyc.export.EveryPage;
import dev.coffer.kyc.export.PersonalRecords;
import dev.coffer.kyc.export.Verification;
import dev.coffer.kyc.export.VerificationRecords;
import java.util.function.Consumer;

/** What was found of a person on lists, and what was decided of it. */
final class ScreeningRecords implements PersonalRecords, VerificationRecords {

    private final Screenings screenings;

    ScreeningRecords(Screenings screenings) {
        this.screenings = screenings;
    }

    @Override
    public String name() {
        return "screenings";
    }

    @Override
    public void tell(String tenantId, String userId, Consumer<Object> record) {
        EveryPage.of(page -> screenings.list(tenantId, new Screenings.Filter(userId, null), page), record);
    }

    @Override
    public void tell(Verification verification, Consumer<Object> record) {
        Screenings.Filter ofUser = new Screenings.Filter(verification.userId(), null);
        EveryPage.of(page -> screenings.list(verification.tenantId(), ofUser, page), screening -> {
            if (verification.has(screening.at())) {
                record.accept(screening);
            }
        });
    }
}
