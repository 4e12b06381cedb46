package dev.coffer.core.graphql;

import dev.coffer.core.money.Money;

/** The GraphQL type {@code Money}. */
@GraphQlName("Money")
public record MoneyView(String amount, String currency) {

    public static MoneyView of(Money money) {
        return new MoneyView(money.toDecimal(), money.currency().code());
    }
}
