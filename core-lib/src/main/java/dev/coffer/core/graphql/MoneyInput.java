package dev.coffer.core.graphql;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.InvalidAmount;
import dev.coffer.core.money.Money;

/** The GraphQL input {@code MoneyInput}, not yet checked against the currency's decimals. */
public record MoneyInput(String amount, String currency) {

    /**
     * The amount in its currency, which may be zero or negative.
     *
     * @param field where the input stood, such as "input.amount", for the error
     * @throws CodedException INVALID_INPUT naming the field and what is wrong with it
     */
    public Money toMoney(Currencies currencies, String field) {
        try {
            return Money.parse(amount, currencies.get(currency));
        } catch (InvalidAmount e) {
            throw CodedException.invalid(field, e.getMessage());
        }
    }

    /** As {@link #toMoney}, and refuses what is not more than zero. */
    public Money toPositiveMoney(Currencies currencies, String field) {
        Money money = toMoney(currencies, field);
        if (!money.isPositive()) {
            throw CodedException.invalid(field, InvalidAmount.notPositive(money).getMessage());
        }
        return money;
    }
}
