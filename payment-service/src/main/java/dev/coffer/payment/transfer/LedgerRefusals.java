package dev.coffer.payment.transfer;

import dev.coffer.core.graphql.Refusal;
import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.ledger.PostResult;
import org.jspecify.annotations.Nullable;

/** The ledger's refusals as clients see them, for every mutation whose input has an {@code amount} and an {@code idempotencyKey}. */
public final class LedgerRefusals {

    private static final String AMOUNT = "input.amount";

    private LedgerRefusals() {}

    /** @param walletField the input that names the only wallet; null when several are named, or none */
    public static Refusal refusal(LedgerRefusal code, String message, @Nullable String walletField) {
        return refusal(code, message, null, walletField);
    }

    /** @param retryAfterSeconds null when time changes nothing */
    public static Refusal refusal(
            LedgerRefusal code, String message, @Nullable Integer retryAfterSeconds, @Nullable String walletField) {
        return new Refusal(code.name(), message, field(code, walletField), retryAfterSeconds);
    }

    /** @param amountField the input that has the amount, when that is not {@code input.amount} */
    public static Refusal refusal(PostResult.Refused refused, @Nullable String walletField, String amountField) {
        String field = field(refused.code(), walletField);
        return new Refusal(
                refused.code().name(),
                refused.message(),
                AMOUNT.equals(field) ? amountField : field,
                refused.retryAfterSeconds());
    }

    private static @Nullable String field(LedgerRefusal code, @Nullable String walletField) {
        return switch (code) {
            case INSUFFICIENT_FUNDS,
                    CURRENCY_MISMATCH,
                    AMOUNT_NOT_POSITIVE,
                    BALANCE_OVERFLOW,
                    HOLD_EXCEEDED,
                    REVERSAL_EXCEEDS_TRANSFER,
                    LIMIT_EXCEEDED,
                    LIMIT_RATE_MISSING -> AMOUNT;
            case IDEMPOTENCY_KEY_REUSED -> "input.idempotencyKey";
            case HOLD_NOT_FOUND, HOLD_ENDED -> "input.holdId";
            case TRANSFER_NOT_FOUND, NOT_REVERSIBLE, ALREADY_REVERSED -> "input.transferId";
            case SELF_EXCLUDED, EXCLUSION_STAYS -> null;
            case BET_NOT_FOUND, BET_EXISTS, BET_CLOSED, BET_ROLLED_BACK, BET_FORESTALLED, BET_TOO_OLD -> "input.betId";
            case SAME_WALLET, WALLET_FROZEN, WALLET_CLOSED, WALLET_NOT_FOUND, WALLET_NOT_EMPTY, HOUSE_ACCOUNT_STAYS ->
                walletField;
        };
    }
}
