package dev.coffer.payment.deposit;

import dev.coffer.core.errors.RefusalCode;

/** Why an operator's word on a deposit changes nothing. */
enum DepositRefusal implements RefusalCode {
    DEPOSIT_NOT_STUCK("The deposit is not stuck, or not any more: it goes on or has ended by itself.");

    private final String meaning;

    DepositRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
