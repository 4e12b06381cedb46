package dev.coffer.payment.ledger;

import dev.coffer.core.money.Money;
import java.util.Map;

/**
 * Says how far a user's wallet may go below zero from here on. A limit below what is drawn already takes nothing back: it lets
 * no more be drawn.
 *
 * @param walletId of a wallet of the tenant, not the house's
 * @param limit zero or more, in the wallet's currency; zero for none
 * @param by who decided, for the book; an operator's user id
 * @param reason why, for the book, at most {@value Post#MAX_REASON} characters
 */
public record SetCreditLimit(
        String tenantId, Idempotency idempotency, String walletId, Money limit, String by, String reason)
        implements Keyed {

    public SetCreditLimit {
        if (limit.isNegative()) {
            throw new IllegalArgumentException("A credit limit is zero or more, not " + limit);
        }
        if (reason.length() > Post.MAX_REASON) {
            throw new IllegalArgumentException(
                    "A reason has at most " + Post.MAX_REASON + " characters, not " + reason.length());
        }
        WellFormed.require("A reason", reason);
    }

    @Override
    public TransferType type() {
        return TransferType.CREDIT_LIMIT;
    }

    Map<String, String> metadata() {
        return Map.of("by", by);
    }
}
