package dev.coffer.payment.ledger;

import dev.coffer.payment.usage.Usage;

/** What users have used, and what holds for them, as last committed. */
public interface Usages {

    /** Of somebody who has done nothing yet it is {@link Usage#none}. */
    Usage of(String tenantId, String userId);
}
