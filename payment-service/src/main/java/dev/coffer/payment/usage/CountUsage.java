package dev.coffer.payment.usage;

import dev.coffer.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether something fits into a user's limits, and counts it. Pure. */
public final class CountUsage {

    private static final String RATES = "payment-service/limits, rates";

    private CountUsage() {}

    /** Something new. A user who is not limited in it is counted all the same: a limit may be set later in the day. */
    public static Verdict count(Usage before, Counted counted, Instant now) {
        Usage usage = before.in(counted.terms());
        Long value = usage == null ? null : counted.terms().value(counted.amount());
        Exclusion exclusion = counted.as().isGaming() ? before.excluded(now) : null;
        if (exclusion != null) {
            return excluded(exclusion, now);
        }
        if (counted.as() == CountedAs.BONUS) {
            return new Verdict.Fits(before.with(before.counters()), null);
        }
        if (usage == null || value == null) {
            return isLimited(before, counted, now)
                    ? noRate(counted)
                    : new Verdict.Fits(before.with(before.counters()), null);
        }
        Counters counters = usage.counters().on(day(now));
        long amount = Math.max(0, value);
        Tally tally = new Tally(
                counted.userId(),
                counted.as(),
                amount,
                counted.terms().currency().code(),
                counters.day());
        Verdict.Refused refused = exceeded(usage, counted, tally, now);
        if (refused != null) {
            return refused;
        }
        Counters after = counters.plus(tally);
        if (after == null) {
            return isLimited(usage, counted, now) ? uncountable(counted) : new Verdict.Fits(usage.with(counters), null);
        }
        return new Verdict.Fits(usage.with(after), amount == 0 ? null : tally);
    }

    /** Room that is given back. @param tally with an amount below zero; what no longer belongs anywhere changes nothing */
    public static Verdict.Fits giveBack(Usage usage, Tally tally, Instant now) {
        Counters counters = usage.counters().on(day(now));
        boolean isSameCurrency =
                usage.currency() != null && usage.currency().code().equals(tally.currency());
        Counters after = isSameCurrency ? counters.plus(tally) : null;
        return after == null
                ? new Verdict.Fits(usage.with(counters), null)
                : new Verdict.Fits(usage.with(after), tally.amount() == 0 ? null : tally);
    }

    /**
     * Whether a wallet may hold so much after a deposit.
     *
     * @param balance of the wallet, the deposit included
     * @return null when it may
     */
    public static Verdict.@Nullable Refused balance(Usage usage, Counted counted, Money balance) {
        LimitTerms terms = counted.terms();
        Long most = terms.maxima(usage.tier(terms)).balance();
        Long value = terms.value(balance);
        if (counted.as() != CountedAs.DEPOSIT || most == null || value == null || value <= most) {
            return null;
        }
        return new Verdict.Refused(
                Verdict.Reason.EXCEEDED,
                "A wallet may hold at most " + terms.money(most) + " at tier " + usage.tier(terms) + "; it would hold "
                        + terms.money(value) + ".",
                null);
    }

    static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    private static boolean isLimited(Usage usage, Counted counted, Instant now) {
        boolean hasMostBalance = counted.as() == CountedAs.DEPOSIT
                && counted.terms().maxima(usage.tier(counted.terms())).balance() != null;
        return counted.as().isLimited()
                && (hasMostBalance
                        || LimitInForce.of(usage, counted.terms(), now).stream()
                                .anyMatch(limit ->
                                        counted.as().effectOn(limit.scope().operation()) > 0));
    }

    private static Verdict.@Nullable Refused exceeded(Usage usage, Counted counted, Tally tally, Instant now) {
        if (!counted.as().isLimited()) {
            return null;
        }
        List<LimitInForce> broken = LimitInForce.of(usage, counted.terms(), now).stream()
                .filter(limit -> counted.as().effectOn(limit.scope().operation()) > 0 && tally.amount() > limit.left())
                .toList();
        Optional<LimitInForce> tightest = broken.stream()
                .min(Comparator.comparingLong(LimitInForce::left)
                        .thenComparing(limit -> limit.scope().period())
                        .thenComparing(LimitInForce::source));
        return tightest.map(limit -> new Verdict.Refused(
                        Verdict.Reason.EXCEEDED,
                        message(limit, usage, counted.terms(), tally),
                        retryAfter(broken, tally, now)))
                .orElse(null);
    }

    private static String message(LimitInForce limit, Usage usage, LimitTerms terms, Tally tally) {
        return "This would exceed " + name(limit, usage.tier(terms)) + " of " + terms.money(limit.maximum()) + ": "
                + terms.money(limit.left()) + " are left, and " + terms.money(tally.amount()) + " are asked for.";
    }

    private static String name(LimitInForce limit, Tier tier) {
        String period = switch (limit.scope().period()) {
            case OPERATION -> "single";
            case DAY -> "daily";
            case MONTH -> "monthly";
        };
        String what = period + " " + limit.scope().operation().name().toLowerCase(Locale.ROOT) + " limit";
        return switch (limit.source()) {
            case TIER -> "the " + what + " at tier " + tier;
            case TENANT -> "the house's " + what;
            case STAFF -> "the " + what + " that staff have set";
            case OWN -> "your own " + what;
        };
    }

    /** When all that is in the way is over; null where waiting does not help, as it is more than fits into a day or month. */
    private static @Nullable Integer retryAfter(List<LimitInForce> broken, Tally tally, Instant now) {
        Instant last = now;
        for (LimitInForce limit : broken) {
            Instant end = limit.scope().period().end(tally.day());
            if (end == null || tally.amount() > limit.maximum()) {
                return null;
            }
            last = end.isAfter(last) ? end : last;
        }
        return seconds(now, last);
    }

    private static Verdict.Refused excluded(Exclusion exclusion, Instant now) {
        String what =
                exclusion.kind() == Exclusion.Kind.COOL_OFF ? "You are taking a break" : "You have excluded yourself";
        Instant until = exclusion.until();
        return new Verdict.Refused(
                Verdict.Reason.EXCLUDED,
                what + (until == null ? " for ever" : " until " + until) + "; no deposit and no bet is taken.",
                until == null ? null : seconds(now, until));
    }

    private static Verdict.Refused uncountable(Counted counted) {
        return new Verdict.Refused(
                Verdict.Reason.EXCEEDED,
                counted.amount() + " is more than can be counted beside what was counted before.",
                null);
    }

    private static Verdict.Refused noRate(Counted counted) {
        return new Verdict.Refused(
                Verdict.Reason.NO_RATE,
                "What " + counted.amount().currency() + " counts in "
                        + counted.terms().currency() + " is not set; an administrator adds it to the setting " + RATES
                        + ".",
                null);
    }

    /** Rounded up, so that who waits so long does not come too early. */
    private static Integer seconds(Instant now, Instant until) {
        Duration wait = Duration.between(now, until).plusMillis(999);
        return (int) Math.min(Integer.MAX_VALUE, wait.toSeconds());
    }
}
