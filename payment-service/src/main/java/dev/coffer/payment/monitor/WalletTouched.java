package dev.coffer.payment.monitor;

/** What is read of the ledger's events: all of them have it, and the rest is looked up in the book. */
record WalletTouched(String walletId) {}
