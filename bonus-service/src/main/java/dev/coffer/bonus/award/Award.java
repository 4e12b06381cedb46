package dev.coffer.bonus.award;

import dev.coffer.core.money.Money;
import java.time.Instant;

/** A bonus that a user was awarded under a template. */
record Award(String id, String tenantId, String userId, String templateCode, Money value, Instant awardedAt) {}
