package dev.coffer.kyc.check;

import dev.coffer.core.events.Consumer;

/** Deletes the checks of whoever has closed their account: what providers have said of somebody is personal. */
final class ForgetChecks {

    private final Checks checks;

    ForgetChecks(Checks checks) {
        this.checks = checks;
    }

    /** What this service reads of {@code user.closed}. */
    record UserClosed(String userId) {}

    Consumer consumer() {
        return Consumer.named("kyc-checks-closed")
                .from("auth")
                .on(
                        "user.closed",
                        UserClosed.class,
                        (event, unit) -> checks.deleteAll(
                                unit, event.envelope().tenantId(), event.data().userId()));
    }
}
