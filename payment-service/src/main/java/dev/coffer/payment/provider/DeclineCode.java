package dev.coffer.payment.provider;

import dev.coffer.core.errors.RefusalCode;

/** Why a provider takes no money. Shown as the {@code decline} of a deposit. */
public enum DeclineCode implements RefusalCode {
    PAYMENT_DECLINED("The payer's bank or card issuer declined the payment; use another means of payment."),
    PAYMENT_METHOD_EXPIRED("The card or account is no longer valid; use another means of payment."),
    PAYMENT_METHOD_INVALID(
            "The payment method is missing, unknown or used up; ask the payer for another one and deposit again."),
    PAYMENT_NOT_SUPPORTED(
            "The payment provider does not take this amount in this currency, or not by this means of payment."),
    PAYMENT_NOT_MADE("The payment provider never received the payment, and took no money; deposit again."),
    PAYMENT_RETURNED(
            "The money was taken but could not be credited to the wallet, and has been given back to the payer.");

    private final String meaning;

    DeclineCode(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
