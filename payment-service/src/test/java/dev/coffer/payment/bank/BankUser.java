package dev.coffer.payment.bank;

/** Somebody with a token and a wallet in euros. */
record BankUser(String userId, String walletId, String token) {}
