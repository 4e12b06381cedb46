package dev.coffer.core.money;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;

/** An amount or currency that cannot be meant; the message says which and what would be right. */
public final class InvalidAmount extends CodedException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 40;

    /** Why the amount was not taken. */
    public enum Reason {
        NOT_A_NUMBER,
        TOO_MANY_DECIMALS,
        OUT_OF_RANGE,
        NOT_POSITIVE,
        UNKNOWN_CURRENCY,
        OTHER_CURRENCY
    }

    private final Reason reason;

    private InvalidAmount(Reason reason, String message) {
        super(CommonError.INVALID_INPUT, message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    static InvalidAmount notANumber(String text) {
        return new InvalidAmount(
                Reason.NOT_A_NUMBER, "Amount '" + shorten(text) + "' is not a decimal number such as \"12.50\".");
    }

    static InvalidAmount tooManyDecimals(String text, Currency currency) {
        return new InvalidAmount(
                Reason.TOO_MANY_DECIMALS,
                "Amount '" + shorten(text) + "' has more decimals than " + currency.code() + " allows ("
                        + currency.decimals() + ").");
    }

    static InvalidAmount outOfRange(String text, Currency currency) {
        return new InvalidAmount(
                Reason.OUT_OF_RANGE,
                "Amount '" + shorten(text) + "' is beyond what an amount in " + currency.code() + " can hold (at most "
                        + new Money(Long.MAX_VALUE, currency).toDecimal() + ").");
    }

    static InvalidAmount unknownCurrency(String code) {
        return new InvalidAmount(
                Reason.UNKNOWN_CURRENCY,
                "Currency '" + shorten(code) + "' is not known; codes are upper-case ISO 4217 or configured, such as"
                        + " \"EUR\".");
    }

    static InvalidAmount otherCurrency(Money left, Money right) {
        return new InvalidAmount(
                Reason.OTHER_CURRENCY,
                "An amount in " + right.currency() + " cannot be combined with one in " + left.currency() + ".");
    }

    /** For use cases that take positive amounts only. */
    public static InvalidAmount notPositive(Money amount) {
        return new InvalidAmount(Reason.NOT_POSITIVE, "Amount " + amount + " must be more than zero.");
    }

    private static String shorten(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
