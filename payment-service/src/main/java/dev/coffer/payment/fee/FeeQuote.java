package dev.coffer.payment.fee;

import dev.coffer.core.money.Money;

/**
 * What an operation would cost now.
 *
 * @param paid what the payer gives in all
 * @param received what the receiving wallet is credited with, or the destination outside gets
 */
public record FeeQuote(FeeType type, Money amount, Money fee, Money paid, Money received) {}
