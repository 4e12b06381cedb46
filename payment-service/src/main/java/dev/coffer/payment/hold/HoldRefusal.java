package dev.coffer.payment.hold;

import dev.coffer.core.errors.RefusalCode;

/** Why a hold is not captured or given back, besides what the ledger says. */
enum HoldRefusal implements RefusalCode {
    NOT_BY_PAYER(
            "Whoever pays neither captures a hold nor gives it back, staff neither: that is the payee's to decide, or else the time's.");

    private final String meaning;

    HoldRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
