package dev.coffer.payment.ledger;

import dev.coffer.core.errors.RefusalCode;
import dev.coffer.payment.usage.Verdict;

/** Why the ledger says no. Nothing was moved. */
public enum LedgerRefusal implements RefusalCode {
    INSUFFICIENT_FUNDS(
            "The wallet that would pay has less available, its credit included, than the amount and its fees; pay less or add money."),
    WALLET_FROZEN("One of the wallets is frozen: nothing goes in or out until an operator opens it again."),
    WALLET_CLOSED("One of the wallets is closed for ever; use another."),
    WALLET_NOT_EMPTY(
            "A wallet that holds money, owes some, or has some set aside, cannot be closed; move the money out, or pay the debt, first."),
    HOUSE_ACCOUNT_STAYS(
            "A house account is neither frozen nor closed, as every deposit and fee of the tenant needs it; nor has it a credit limit: it may go below zero anyway."),
    CURRENCY_MISMATCH("The amount is in another currency than one of the wallets; a transfer never converts."),
    SAME_WALLET("Payer and payee are the same wallet; name two."),
    AMOUNT_NOT_POSITIVE("An amount to move must be more than zero."),
    BALANCE_OVERFLOW("The balance would go beyond what a wallet can hold; move less."),
    WALLET_NOT_FOUND("There is no such wallet, or none that the caller may see."),
    HOLD_NOT_FOUND("There is no such hold, or none that the caller may see."),
    HOLD_ENDED("The hold was captured, given back, or not captured in time: nothing of it is set aside any more."),
    HOLD_EXCEEDED("More was to be captured than remains of the hold; capture less."),
    TRANSFER_NOT_FOUND("There is no such transfer, or none that the caller may see."),
    NOT_REVERSIBLE(
            "A transfer of this type moves nothing between owners, or is itself a reversal: it is not taken back."),
    ALREADY_REVERSED("The transfer was taken back before, whole or in part; that can be done once."),
    REVERSAL_EXCEEDS_TRANSFER("More was to be taken back than the transfer moved; take back less."),
    LIMIT_EXCEEDED(
            "A limit of the user would be exceeded: one of their tier, of the house, or of their own. The message says which one and how much is left."),
    SELF_EXCLUDED("The user has excluded themselves: no deposit and no bet is taken until that is over."),
    LIMIT_RATE_MISSING(
            "Nobody has set what the currency counts towards limits; an administrator adds it to the setting payment-service/limits, rates."),
    EXCLUSION_STAYS("A cool-off or self-exclusion can be made longer, never shorter."),
    BET_NOT_FOUND("There is no such bet."),
    BET_EXISTS(
            "A bet with this reference was placed before, with another content; give each bet a reference of its own."),
    BET_CLOSED("The bet was settled for the last time before; nothing more comes of it."),
    BET_ROLLED_BACK("The bet was rolled back, perhaps before it came: nothing more comes of it."),
    BET_FORESTALLED("The rollback came before its bet: the bet will be refused when it comes."),
    BET_TOO_OLD("The bet was placed too long ago to be rolled back; correct the wallet instead."),
    IDEMPOTENCY_KEY_REUSED(
            "The idempotency key was used before for another request; use a new key, or repeat the first request as it was.");

    private final String meaning;

    LedgerRefusal(String meaning) {
        this.meaning = meaning;
    }

    public static LedgerRefusal of(Verdict.Reason reason) {
        return switch (reason) {
            case EXCLUDED -> SELF_EXCLUDED;
            case EXCEEDED -> LIMIT_EXCEEDED;
            case NO_RATE -> LIMIT_RATE_MISSING;
        };
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
