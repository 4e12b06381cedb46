package dev.coffer.payment.ledger;

import static dev.coffer.payment.ledger.LedgerFixtures.EUR;
import static dev.coffer.payment.ledger.LedgerFixtures.TENANT;
import static dev.coffer.payment.ledger.LedgerFixtures.USD;
import static dev.coffer.payment.ledger.LedgerFixtures.leg;
import static dev.coffer.payment.ledger.LedgerFixtures.newKey;
import static dev.coffer.payment.ledger.LedgerFixtures.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.money.Money;
import dev.coffer.core.testkit.TestSeeds;
import dev.coffer.payment.usage.Counted;
import dev.coffer.payment.usage.CountedAs;
import dev.coffer.payment.usage.Exclusion;
import dev.coffer.payment.usage.LimitPeriod;
import dev.coffer.payment.usage.LimitScope;
import dev.coffer.payment.usage.LimitSource;
import dev.coffer.payment.usage.LimitTerms;
import dev.coffer.payment.usage.LimitedOperation;
import dev.coffer.payment.usage.Tier;
import dev.coffer.payment.usage.TierMaxima;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random deposits, payments, bets, wins, holds, reversals, limits and exclusions of one user with two wallets, on a clock that
 * jumps, against a model that keeps a list of all that was ever counted and adds it up anew each time.
 */
final class UsagePropertyTest {

    private static final int COMMANDS = Integer.getInteger("coffer.ledger.commands", 50_000);
    private static final int KEPT = 6;
    private static final String ANN = "ann";

    private static final LimitTerms TERMS = new LimitTerms(
            EUR,
            Map.of("USD", new BigDecimal("0.55")),
            Map.of(
                    Tier.BASIC,
                    new TierMaxima(
                            Map.of(
                                    new LimitScope(LimitedOperation.DEPOSIT, LimitPeriod.OPERATION), 400L,
                                    new LimitScope(LimitedOperation.DEPOSIT, LimitPeriod.DAY), 1_500L,
                                    new LimitScope(LimitedOperation.DEPOSIT, LimitPeriod.MONTH), 6_000L,
                                    new LimitScope(LimitedOperation.WITHDRAWAL, LimitPeriod.DAY), 900L,
                                    new LimitScope(LimitedOperation.WITHDRAWAL, LimitPeriod.MONTH), 4_000L),
                            5_000L)),
            Map.of(
                    new LimitScope(LimitedOperation.BET, LimitPeriod.DAY), 800L,
                    new LimitScope(LimitedOperation.LOSS, LimitPeriod.MONTH), 2_000L),
            Tier.BASIC);

    private final RandomGenerator random = TestSeeds.random(UsagePropertyTest.class);
    private final MapState state = new MapState();
    private final Wallet euros = state.open(ANN, EUR);
    private final Wallet dollars = state.open(ANN, USD);
    private final Wallet[] others = {state.open("ben", EUR), state.open("ben", USD)};
    private final long[] available = new long[2];

    /** All that was ever counted: what for, how much, and the day that it counts for. */
    private final List<Count> counts = new ArrayList<>();

    private final Map<LimitScope, @Nullable Long> own = new HashMap<>();
    private final Map<LimitScope, Raise> raises = new HashMap<>();
    private final Map<Exclusion.Kind, @Nullable Instant> exclusions = new EnumMap<>(Exclusion.Kind.class);
    private final List<Held> holds = new ArrayList<>();
    private final List<Done> done = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-15T12:00:00Z");
    private LocalDate lastDay = LocalDate.EPOCH;
    private int booked;
    private int limited;

    private record Count(LimitedOperation operation, long amount, LocalDate day) {}

    private record Raise(@Nullable Long to, Instant from) {}

    private record Held(String id, int wallet, long amount, long value, LocalDate day, long[] captured) {}

    private record Done(String id, CountedAs as, int wallet, long amount, long value, LocalDate day) {}

    @Test
    void the_limits_and_a_naive_model_agree_on_every_command() {
        for (int i = 0; i < COMMANDS; i++) {
            passTime();
            int wallet = random.nextInt(2);
            long amount = 1 + random.nextLong(random.nextInt(5) == 0 ? 1_000 : 200);
            switch (random.nextInt(14)) {
                case 0, 1, 2 -> move(CountedAs.DEPOSIT, wallet, amount);
                case 3, 4 -> move(CountedAs.WITHDRAWAL, wallet, amount);
                case 5, 6 -> move(CountedAs.BET, wallet, amount);
                case 7 -> move(CountedAs.WIN, wallet, amount);
                case 8, 9 -> hold(wallet, amount);
                case 10 -> settle(random.nextInt(3));
                case 11 -> reverse();
                case 12 -> limit();
                default -> exclude();
            }
            compare();
        }
        // The commands are worth nothing when they nearly all go one way.
        assertThat(booked).isBetween(COMMANDS / 10, COMMANDS * 9 / 10);
        assertThat(limited).isGreaterThan(COMMANDS / 20);
    }

    private void passTime() {
        switch (random.nextInt(400)) {
            case 0 -> now = now.plus(Duration.ofDays(random.nextInt(40)));
            case 1 -> now = now.minus(Duration.ofHours(random.nextInt(60)));
            default -> now = now.plus(Duration.ofMinutes(random.nextInt(60)));
        }
    }

    private LocalDate today() {
        LocalDate date = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return date.isAfter(lastDay) ? date : lastDay;
    }

    private static long value(int wallet, long amount) {
        return wallet == 0 ? amount : (amount * 55 + 99) / 100;
    }

    private static Map<LimitedOperation, Integer> effects(CountedAs as) {
        return switch (as) {
            case DEPOSIT -> Map.of(LimitedOperation.DEPOSIT, 1);
            case WITHDRAWAL -> Map.of(LimitedOperation.WITHDRAWAL, 1);
            case BET -> Map.of(LimitedOperation.BET, 1, LimitedOperation.LOSS, 1);
            case WIN -> Map.of(LimitedOperation.LOSS, -1);
            case BONUS -> Map.of();
        };
    }

    private long used(LimitScope scope) {
        LocalDate day = today();
        return counts.stream()
                .filter(count -> count.operation() == scope.operation())
                .filter(count -> switch (scope.period()) {
                    case OPERATION -> false;
                    case DAY -> count.day().equals(day);
                    case MONTH -> YearMonth.from(count.day()).equals(YearMonth.from(day));
                })
                .mapToLong(Count::amount)
                .sum();
    }

    /** Null when it fits, as far as limits go; the balance aside. */
    private @Nullable LedgerRefusal refusal(CountedAs as, long value) {
        boolean isExcluded = exclusions.values().stream().anyMatch(until -> until == null || now.isBefore(until));
        if (isExcluded && (as == CountedAs.DEPOSIT || as == CountedAs.BET)) {
            return LedgerRefusal.SELF_EXCLUDED;
        }
        List<Map.Entry<LimitScope, Long>> maxima = new ArrayList<>(TERMS.house().entrySet());
        maxima.addAll(TERMS.maxima(Tier.BASIC).maxima().entrySet());
        for (LimitScope scope : own.keySet()) {
            Long maximum = ownNow(scope);
            if (maximum != null) {
                maxima.add(Map.entry(scope, maximum));
            }
        }
        boolean fits = as == CountedAs.WIN
                || maxima.stream()
                        .filter(limit -> effects(as).containsKey(limit.getKey().operation()))
                        .allMatch(limit -> used(limit.getKey()) + value <= limit.getValue());
        return fits ? null : LedgerRefusal.LIMIT_EXCEEDED;
    }

    private @Nullable Long ownNow(LimitScope scope) {
        Raise raise = raises.get(scope);
        return raise != null && !now.isBefore(raise.from()) ? raise.to() : own.get(scope);
    }

    private void count(CountedAs as, long amount, LocalDate day) {
        lastDay = today();
        effects(as).forEach((operation, sign) -> counts.add(new Count(operation, sign * amount, day)));
    }

    private void move(CountedAs as, int wallet, long amount) {
        boolean isIn = as == CountedAs.DEPOSIT || as == CountedAs.WIN;
        Money money = new Money(amount, wallet == 0 ? EUR : USD);
        WalletRef user = WalletRef.id((wallet == 0 ? euros : dollars).id());
        WalletRef other =
                as == CountedAs.WITHDRAWAL ? WalletRef.id(others[wallet].id()) : WalletRef.house(HouseAccount.WORLD);
        TransferType type = as == CountedAs.DEPOSIT ? TransferType.DEPOSIT : TransferType.PAYMENT;
        Post command = post(newKey(), type, leg(isIn ? other : user, isIn ? user : other, money, type))
                .counting(new Counted(ANN, as, money, TERMS));
        long value = value(wallet, amount);
        long held = holds.stream()
                .filter(hold -> hold.wallet() == wallet)
                .mapToLong(hold -> hold.amount() - hold.captured()[0])
                .sum();
        LedgerRefusal expected = refusal(as, value);
        if (expected == null && !isIn && available[wallet] < amount) {
            expected = LedgerRefusal.INSUFFICIENT_FUNDS;
        }
        if (expected == null && as == CountedAs.DEPOSIT && value(wallet, available[wallet] + held + amount) > 5_000) {
            expected = LedgerRefusal.LIMIT_EXCEEDED;
        }
        Decision.Booking booking = decide(command, expected);
        if (booking != null) {
            available[wallet] += isIn ? amount : -amount;
            count(as, value, today());
            keep(new Done(transfer(booking).id(), as, wallet, amount, value, lastDay));
        }
    }

    private void hold(int wallet, long amount) {
        Money money = new Money(amount, wallet == 0 ? EUR : USD);
        HoldFunds command = new HoldFunds(
                        TENANT,
                        newKey(),
                        (wallet == 0 ? euros : dollars).id(),
                        WalletRef.id(others[wallet].id()),
                        Pocket.REAL,
                        TransferType.PAYMENT,
                        money,
                        Money.zero(money.currency()),
                        Instant.parse("9999-01-01T00:00:00Z"),
                        null)
                .counting(new Counted(ANN, CountedAs.WITHDRAWAL, money, TERMS));
        LedgerRefusal expected = refusal(CountedAs.WITHDRAWAL, value(wallet, amount));
        if (expected == null && available[wallet] < amount) {
            expected = LedgerRefusal.INSUFFICIENT_FUNDS;
        }
        Decision.Booking booking = decide(command, expected);
        if (booking != null) {
            available[wallet] -= amount;
            count(CountedAs.WITHDRAWAL, value(wallet, amount), today());
            holds.add(new Held(transfer(booking).id(), wallet, amount, value(wallet, amount), lastDay, new long[1]));
        }
    }

    /** @param how 0 to capture a part, 1 to capture a part and end it, 2 to release it */
    private void settle(int how) {
        if (holds.isEmpty()) {
            return;
        }
        Held hold = holds.get(random.nextInt(holds.size()));
        long remaining = hold.amount() - hold.captured()[0];
        long part = 1 + random.nextLong(remaining);
        Keyed command = how == 2
                ? new ReleaseHold(TENANT, newKey(), hold.id(), Hold.Status.VOIDED)
                : new CaptureHold(
                        TENANT, newKey(), hold.id(), new Money(part, hold.wallet() == 0 ? EUR : USD), how == 1);
        decide(command, null);
        if (how != 2) {
            hold.captured()[0] += part;
        }
        long rest = hold.amount() - hold.captured()[0];
        if (how != 0 || rest == 0) {
            holds.remove(hold);
            available[hold.wallet()] += rest;
            if (rest > 0) {
                count(CountedAs.WITHDRAWAL, -(hold.value() * rest / hold.amount()), hold.day());
            }
        }
    }

    private void reverse() {
        if (done.isEmpty()) {
            return;
        }
        Done one = done.get(random.nextInt(done.size()));
        boolean isIn = one.as() == CountedAs.DEPOSIT || one.as() == CountedAs.WIN;
        long part = random.nextBoolean() ? one.amount() : 1 + random.nextLong(one.amount());
        ReverseTransfer command = new ReverseTransfer(
                TENANT, newKey(), one.id(), new Money(part, one.wallet() == 0 ? EUR : USD), null, "ada");
        Decision.Booking booking =
                decide(command, isIn && available[one.wallet()] < part ? LedgerRefusal.INSUFFICIENT_FUNDS : null);
        if (booking != null) {
            done.remove(one);
            available[one.wallet()] += isIn ? -part : part;
            count(one.as(), -(one.value() * part / one.amount()), one.day());
        }
    }

    private void limit() {
        LimitedOperation operation = LimitedOperation.values()[random.nextInt(4)];
        LimitScope scope = new LimitScope(operation, random.nextBoolean() ? LimitPeriod.DAY : LimitPeriod.MONTH);
        Long wanted = random.nextInt(3) == 0 ? null : (Long) random.nextLong(3_000);
        decide(new SetLimit(TENANT, ANN, LimitSource.OWN, scope, wanted, TERMS), null);
        Long current = ownNow(scope);
        Raise raise = raises.get(scope);
        Raise waiting = raise != null && now.isBefore(raise.from()) ? raise : null;
        own.put(scope, current);
        raises.remove(scope);
        if (current == null || (wanted != null && wanted <= current)) {
            own.put(scope, wanted);
        } else if (waiting != null && (waiting.to() == null || (wanted != null && wanted <= waiting.to()))) {
            raises.put(scope, new Raise(wanted, waiting.from()));
        } else {
            raises.put(scope, new Raise(wanted, now.plus(Duration.ofHours(24))));
        }
    }

    private void exclude() {
        if (random.nextInt(8) != 0) {
            return;
        }
        Exclusion.Kind kind = Exclusion.Kind.values()[random.nextInt(2)];
        Instant until = now.plus(Duration.ofHours(1 + random.nextInt(12)));
        Instant before = exclusions.get(kind);
        boolean isShorter = before != null && now.isBefore(before) && until.isBefore(before);
        decide(new Exclude(TENANT, ANN, kind, until), isShorter ? LedgerRefusal.EXCLUSION_STAYS : null);
        if (!isShorter) {
            exclusions.put(kind, until);
        }
    }

    private Decision.@Nullable Booking decide(Command command, @Nullable LedgerRefusal expected) {
        Decision decision = state.decide(command, now);
        LedgerRefusal refused = decision instanceof Decision.Refusal refusal ? refusal.code() : null;
        assertThat(refused).as("%s at %s: %s", command, now, decision).isEqualTo(expected);
        if (!(decision instanceof Decision.Booking booking)) {
            limited += refused == LedgerRefusal.LIMIT_EXCEEDED ? 1 : 0;
            return null;
        }
        booked++;
        return booking;
    }

    private static Transfer transfer(Decision.Booking booking) {
        return Objects.requireNonNull(booking.transfer());
    }

    private void keep(Done one) {
        if (done.size() < KEPT) {
            done.add(one);
        } else {
            done.set(random.nextInt(KEPT), one);
        }
    }

    private void compare() {
        var usage = state.usages.get(new UsageKey(TENANT, ANN));
        if (usage == null) {
            return;
        }
        var counters = usage.counters().on(today());
        for (LimitedOperation operation : LimitedOperation.values()) {
            for (LimitPeriod period : List.of(LimitPeriod.DAY, LimitPeriod.MONTH)) {
                LimitScope scope = new LimitScope(operation, period);
                assertThat(counters.used(scope)).as("%s at %s", scope, now).isEqualTo(used(scope));
            }
        }
        assertThat(state.available(euros)).isEqualTo(available[0]);
        assertThat(state.available(dollars)).isEqualTo(available[1]);
        if (counts.size() > 2_000) {
            YearMonth month = YearMonth.from(today());
            counts.removeIf(count -> YearMonth.from(count.day()).isBefore(month));
        }
    }
}
