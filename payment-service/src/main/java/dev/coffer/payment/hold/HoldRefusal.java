package dev.coffer.payment.hold;

import dev.coffer.core.errors.RefusalCode;

/** Why a hold is not captured or given back, besides what the ledger says. */
enum HoldRefusal implements RefusalCode {
    NOT_BY_PAYER(
            "Whoever pays neither captures a hold nor gives it back, staff neither: that is the payee's to decide, or else the time's."),
    HOLD_OF_WITHDRAWAL(
            "The hold belongs to a withdrawal, which captures it or gives it back by itself; cancel or decline the withdrawal."),
    HOLD_OF_PAYMENT_INTENT("The hold belongs to the payment of an order; capture or cancel the payment intent.");

    private final String meaning;

    HoldRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
