package dev.coffer.payment.usage;

import dev.coffer.core.money.Currency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one user of a tenant has used, and what holds for them alone. Changes only with the ledger's bookings, or in order with
 * them.
 *
 * @param currency the limit currency in which it counts; null as long as nothing is counted or limited
 * @param tier as last told; null when nobody has told
 * @param limits at most one for each source and scope
 * @param exclusions at most one of each kind, over or not
 * @param version counts its changes, without gaps: two writers cannot both make the same; 0 when it is not stored yet
 */
public record Usage(
        String tenantId,
        String userId,
        @Nullable Currency currency,
        @Nullable TierMark tier,
        Counters counters,
        List<PersonalLimit> limits,
        List<Exclusion> exclusions,
        long version) {

    /** A tier and the version of what told it: one told earlier that comes later changes nothing. */
    public record TierMark(Tier tier, long version) {}

    public Usage {
        limits = List.copyOf(limits);
        exclusions = List.copyOf(exclusions);
    }

    /** Of somebody who has done nothing yet. */
    public static Usage none(String tenantId, String userId) {
        return new Usage(tenantId, userId, null, null, Counters.NONE, List.of(), List.of(), 0);
    }

    /** The tier that holds: what was told, or what {@code terms} say of the unknown. */
    public Tier tier(LimitTerms terms) {
        return tier == null ? terms.unknownTier() : tier.tier();
    }

    /** The exclusion that lasts longest of those that are not over at {@code now}; null when there is none. */
    public @Nullable Exclusion excluded(Instant now) {
        Exclusion longest = null;
        for (Exclusion exclusion : exclusions) {
            if (!exclusion.isOver(now) && (longest == null || exclusion.lastsAsLongAs(longest.until()))) {
                longest = exclusion;
            }
        }
        return longest;
    }

    /** After {@code told}; this when it is no news. */
    public Usage withTier(TierMark told) {
        return tier != null && tier.version() >= told.version()
                ? this
                : new Usage(tenantId, userId, currency, told, counters, limits, exclusions, version + 1);
    }

    /**
     * With one limit set: see {@link PersonalLimit#set}.
     *
     * @param maximum in the currency in which this counts, see {@link #in}; null for none
     */
    public Usage withLimit(LimitSource source, LimitScope scope, @Nullable Long maximum, Instant now) {
        List<PersonalLimit> all = new ArrayList<>();
        PersonalLimit before = PersonalLimit.none(source, scope);
        for (PersonalLimit limit : limits) {
            if (limit.source() == source && limit.scope().equals(scope)) {
                before = limit;
            } else {
                all.add(limit);
            }
        }
        PersonalLimit after = before.set(maximum, now);
        if (after.equals(before)) {
            return this;
        }
        if (!after.isNothing()) {
            all.add(after);
        }
        return new Usage(tenantId, userId, currency, tier, counters, all, exclusions, version + 1);
    }

    /** With this exclusion in place of an earlier one of its kind; null when that would end before what is there. */
    public @Nullable Usage with(Exclusion wanted) {
        List<Exclusion> all = new ArrayList<>();
        for (Exclusion exclusion : exclusions) {
            if (exclusion.kind() != wanted.kind()) {
                all.add(exclusion);
            } else if (Objects.equals(exclusion.until(), wanted.until())) {
                return this;
            } else if (!exclusion.isOver(wanted.from()) && exclusion.lastsAsLongAs(wanted.until())) {
                return null;
            }
        }
        all.add(wanted);
        return new Usage(tenantId, userId, currency, tier, counters, limits, all, version + 1);
    }

    /** Counting in the currency of {@code terms}; null when the one that it counts in has no rate there. */
    public @Nullable Usage in(LimitTerms terms) {
        if (terms.currency().equals(currency)) {
            return this;
        }
        if (currency == null) {
            return new Usage(tenantId, userId, terms.currency(), tier, counters, limits, exclusions, version);
        }
        Exchange exchange = Exchange.of(currency, terms);
        return exchange == null
                ? null
                : new Usage(
                        tenantId,
                        userId,
                        terms.currency(),
                        tier,
                        exchange.counters(counters),
                        exchange.limits(limits),
                        exclusions,
                        version);
    }

    Usage with(Counters counted) {
        return new Usage(tenantId, userId, currency, tier, counted, limits, exclusions, version + 1);
    }
}
