package dev.coffer.kyc.check;

import dev.coffer.kyc.export.EveryPage;
import dev.coffer.kyc.export.PersonalRecords;
import java.util.function.Consumer;

/** What providers were asked about a person and have answered. */
final class CheckRecords implements PersonalRecords {

    private final Checks checks;

    CheckRecords(Checks checks) {
        this.checks = checks;
    }

    @Override
    public String name() {
        return "checks";
    }

    @Override
    public void tell(String tenantId, String userId, Consumer<Object> record) {
        EveryPage.of(page -> checks.ofUser(tenantId, userId, page), record);
    }
}
