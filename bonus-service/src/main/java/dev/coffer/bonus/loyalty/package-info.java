/** Points for staking: a ledger of entries that are never changed, tiers by what was earned lately, and what points are redeemed for. */
@NullMarked
package dev.coffer.bonus.loyalty;

import org.jspecify.annotations.NullMarked;
