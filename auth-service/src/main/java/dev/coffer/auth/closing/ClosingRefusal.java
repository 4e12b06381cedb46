package dev.coffer.auth.closing;

import dev.coffer.core.errors.RefusalCode;

/** Why an account is not closed, or goes on being closed. */
public enum ClosingRefusal implements RefusalCode {
    ACCOUNT_NOT_EMPTY(
            "Money is in one of the account's wallets or on its way, a bet is open, or a wallet is frozen; settle that first."),
    CLOSING_NOT_UNDER_WAY("The account is not being closed."),
    CLOSING_TOO_FAR("The time to take it back is over: what the account had is being closed.");

    private final String meaning;

    ClosingRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
