package dev.coffer.payment.withdrawal;

import dev.coffer.core.errors.RefusalCode;

/** Why a decision about a withdrawal changes nothing. */
enum WithdrawalRefusal implements RefusalCode {
    NOT_AWAITING_APPROVAL(
            "The withdrawal does not wait for approval, or not any more: it was decided, cancelled, or needs none."),
    WITHDRAWAL_FROZEN(
            "The verification of whoever asked for it is suspended: the withdrawal waits until that is over, or staff declines it."),
    OWNER_NOT_VERIFIED(
            "The verification of whoever asked for it was refused or closed while the withdrawal was frozen; the money is given back."),
    WITHDRAWAL_NOT_STUCK("The withdrawal is not stuck, or not any more: it goes on or has ended by itself."),
    SECOND_PERSON_NEEDED("Whoever approved a withdrawal does not say by hand what became of it; ask a colleague.");

    private final String meaning;

    WithdrawalRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
