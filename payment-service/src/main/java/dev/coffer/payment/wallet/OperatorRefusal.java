package dev.coffer.payment.wallet;

import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Caller;
import dev.coffer.payment.ledger.WalletOwner;

/** Why staff is kept from a decision that its role permits. */
public enum OperatorRefusal implements RefusalCode {
    FOUR_EYES_NEEDED("Staff decide nothing about money or a wallet of their own; ask a colleague.");

    private final String meaning;

    OperatorRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    /** Whether {@code owner} is whoever decides. */
    public static boolean isOwn(Caller caller, WalletOwner owner) {
        return owner.equals(new WalletOwner.User(caller.userId()));
    }

    /** @param field where the id of what is the caller's stood */
    public Refusal refusal(String field) {
        return Refusal.of(this, meaning, field);
    }
}
