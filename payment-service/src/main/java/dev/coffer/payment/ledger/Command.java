package dev.coffer.payment.ledger;

/** What a use case asks of the ledger. */
public sealed interface Command permits OpenWallet, StatusCommand, UsageCommand, Keyed {

    String tenantId();
}
