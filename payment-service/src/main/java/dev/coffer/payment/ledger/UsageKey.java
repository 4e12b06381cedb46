package dev.coffer.payment.ledger;

/** Whose usage. */
record UsageKey(String tenantId, String userId) {}
