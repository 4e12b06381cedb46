package dev.coffer.payment.provider;

import dev.coffer.core.errors.RefusalCode;

/** Why a provider pays nothing out. Shown as the {@code failure} of a withdrawal. */
public enum PayoutRefusal implements RefusalCode {
    PAYOUT_REFUSED("The payment provider or the receiving bank refused the payout; use another destination."),
    PAYOUT_DESTINATION_INVALID("There is no such destination, or it takes no payouts; use another destination."),
    PAYOUT_NOT_SUPPORTED("The payment provider does not pay this amount out in this currency."),
    PAYOUT_NOT_MADE("It was found that the payout was never made; the money is back in the wallet.");

    private final String meaning;

    PayoutRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
