package dev.coffer.payment.exchange;

import dev.coffer.core.errors.RefusalCode;

/** Why nothing is quoted or exchanged, besides what the ledger says. */
enum ExchangeRefusal implements RefusalCode {
    RATE_UNKNOWN("There is no rate between the two currencies; staff can publish one."),
    RATE_STALE("The rate between the two currencies is too old; try again when there is a new one."),
    SAME_CURRENCY("Both sides are in the same currency; transfer the money instead."),
    EXCHANGE_TOO_SMALL("Nothing would be left of the amount in the other currency; exchange more."),
    EXCHANGE_TOO_LARGE("The amount would be more in the other currency than a wallet can hold; exchange less."),
    QUOTE_EXPIRED("The quote is no longer good; ask for another."),
    QUOTE_USED("The quote was used before, under another idempotency key; ask for another.");

    private final String meaning;

    ExchangeRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
