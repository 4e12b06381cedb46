package dev.coffer.payment.usage;

import dev.coffer.core.money.Money;

/**
 * Says of a command that it counts towards somebody's limits. It is then carried out only if they allow it, and counted in the
 * same commit.
 *
 * @param userId whose limits; of the command's tenant
 * @param amount what is done, in its own currency, more than zero; {@code terms} say what that counts
 * @param terms the tenant's rules at the time of the request
 */
public record Counted(String userId, CountedAs as, Money amount, LimitTerms terms) implements Counting {}
