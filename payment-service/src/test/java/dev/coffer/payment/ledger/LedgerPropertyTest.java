package dev.coffer.payment.ledger;

import static dev.coffer.payment.ledger.LedgerFixtures.EUR;
import static dev.coffer.payment.ledger.LedgerFixtures.TENANT;
import static dev.coffer.payment.ledger.LedgerFixtures.USD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import dev.coffer.core.testkit.TestSeeds;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Random commands against a model so naive that it can be checked by eye: a map of unbounded integers. {@code
 * -Dcoffer.ledger.commands=1000000} for more.
 */
final class LedgerPropertyTest {

    private static final int COMMANDS = Integer.getInteger("coffer.ledger.commands", 50_000);
    private static final int USERS = 12;
    private static final int CHECK_EVERY = 500;
    private static final int CLOSE_ONE_IN = 40;
    private static final int RENEW_ONE_IN = 100;
    private static final int CREDIT_ONE_IN = 15;

    private final RandomGenerator random = TestSeeds.random(LedgerPropertyTest.class);
    private final MapState state = new MapState();
    private final Map<String, BigInteger> model = new HashMap<>();
    private final Map<String, ChainCheck> chains = new HashMap<>();
    private final List<Wallet> users = new ArrayList<>();
    private final Set<String> closed = new HashSet<>();
    private final Map<String, BigInteger> credits = new HashMap<>();
    private int drawn;
    private int booked;
    private int refused;
    private int closings;
    private int opened;

    @Test
    void the_ledger_and_a_naive_model_agree_on_every_command() {
        for (int i = 0; i < USERS; i++) {
            users.add(newUser());
        }
        for (int i = 1; i <= COMMANDS; i++) {
            if (random.nextInt(RENEW_ONE_IN) == 0) {
                users.set(random.nextInt(USERS), newUser());
            }
            if (random.nextInt(CLOSE_ONE_IN) == 0) {
                close(users.get(random.nextInt(USERS)));
            }
            if (random.nextInt(CREDIT_ONE_IN) == 0) {
                limit(users.get(random.nextInt(USERS)));
            }
            Post command = randomPost();
            check(command, state.decide(command));
            if (i % CHECK_EVERY == 0 || i == COMMANDS) {
                checkAll();
            }
        }
        // The commands are worth nothing when they nearly all go one way.
        assertThat(booked).isGreaterThan(COMMANDS / 10);
        assertThat(refused).isGreaterThan(COMMANDS / 10);
        assertThat(closings).isGreaterThan(COMMANDS / 1_000);
        assertThat(closings).isLessThan(COMMANDS / CLOSE_ONE_IN * 9 / 10);
        assertThat(drawn).isGreaterThan(COMMANDS / CHECK_EVERY);
    }

    private Wallet newUser() {
        int number = opened++;
        return state.open("user-" + number, number % 4 == 3 ? USD : EUR);
    }

    /** Possible exactly when nothing is in it, or when it is closed already. */
    private void close(Wallet wallet) {
        boolean isEmpty = Arrays.stream(Pocket.values())
                .allMatch(pocket -> model.getOrDefault(wallet.id() + "/" + pocket, BigInteger.ZERO)
                        .equals(BigInteger.ZERO));
        Decision decision = state.decide(new CloseWallet(TENANT, wallet.id()));
        assertThat(decision instanceof Decision.Booking)
                .as("closing %s on %s", wallet, model)
                .isEqualTo(isEmpty);
        if (decision instanceof Decision.Booking booking) {
            assertThat(booking.transfer() != null).isEqualTo(closed.add(wallet.id()));
            checkEntries(booking);
            closings++;
        }
    }

    /** Possible in every wallet that is not closed, whatever is drawn in it. */
    private void limit(Wallet wallet) {
        long limit = random.nextInt(20) == 0 ? Long.MAX_VALUE - random.nextInt(2) : random.nextLong(3_000);
        Decision decision = state.decide(new SetCreditLimit(
                TENANT, LedgerFixtures.newKey(), wallet.id(), new Money(limit, wallet.currency()), "fina", "why not"));
        assertThat(decision instanceof Decision.Booking).isEqualTo(!closed.contains(wallet.id()));
        if (decision instanceof Decision.Booking booking) {
            credits.put(wallet.id() + "/" + Pocket.REAL, BigInteger.valueOf(limit));
            checkEntries(booking);
        }
    }

    private Post randomPost() {
        int legs = 1 + (random.nextInt(3) == 0 ? random.nextInt(4) : 0);
        Currency currency = random.nextInt(4) == 0 ? USD : EUR;
        Post.Leg[] all = new Post.Leg[legs];
        for (int i = 0; i < legs; i++) {
            all[i] = new Post.Leg(
                    randomRef(),
                    randomRef(),
                    new Money(randomAmount(), currency),
                    randomPocket(),
                    TransferType.PAYMENT);
        }
        return LedgerFixtures.post(LedgerFixtures.newKey(), TransferType.PAYMENT, all);
    }

    private WalletRef randomRef() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> WalletRef.house(HouseAccount.values()[random.nextInt(HouseAccount.values().length)]);
            case 3 -> random.nextInt(20) == 0 ? WalletRef.id("nobody") : randomUser();
            default -> randomUser();
        };
    }

    private WalletRef randomUser() {
        return WalletRef.id(users.get(random.nextInt(users.size())).id());
    }

    private long randomAmount() {
        return switch (random.nextInt(200)) {
            case 0 -> 0;
            case 1 -> -random.nextLong(1_000);
            case 2 -> Long.MAX_VALUE - random.nextInt(2);
            default -> 1 + random.nextLong(1_000);
        };
    }

    private Pocket randomPocket() {
        return random.nextInt(5) == 0 ? Pocket.BONUS : Pocket.REAL;
    }

    /** What must come of it, worked out on the model alone; the ledger's refusal codes are LedgerTest's. */
    private void check(Post command, Decision decision) {
        Map<String, BigInteger> after = new HashMap<>(model);
        boolean possible = true;
        for (Post.Leg leg : command.legs()) {
            possible = possible && move(leg, after);
        }
        assertThat(decision instanceof Decision.Booking)
                .as("%s on %s", command, model)
                .isEqualTo(possible);
        if (decision instanceof Decision.Booking booking) {
            booked++;
            assertThat(booking.transfer()).isNotNull();
            model.clear();
            model.putAll(after);
            checkEntries(booking);
        } else {
            refused++;
        }
    }

    private boolean move(Post.Leg leg, Map<String, BigInteger> balances) {
        String from = name(leg.from().wallet(), leg);
        String to = name(leg.to().wallet(), leg);
        if (from.equals(to)
                || leg.amount().minor() <= 0
                || !fits(leg.from().wallet(), leg)
                || !fits(leg.to().wallet(), leg)) {
            return false;
        }
        BigInteger amount = BigInteger.valueOf(leg.amount().minor());
        BigInteger left = balances.getOrDefault(from, BigInteger.ZERO).subtract(amount);
        BigInteger right = balances.getOrDefault(to, BigInteger.ZERO).add(amount);
        balances.put(from, left);
        balances.put(to, right);
        BigInteger least =
                credits.getOrDefault(from, BigInteger.ZERO).negate().min(model.getOrDefault(from, BigInteger.ZERO));
        boolean covered = leg.from().wallet() instanceof WalletRef.OfHouse || left.compareTo(least) >= 0;
        return covered && left.bitLength() < Long.SIZE && right.bitLength() < Long.SIZE;
    }

    private boolean fits(WalletRef ref, Post.Leg leg) {
        return switch (ref) {
            case WalletRef.OfHouse house -> true;
            case WalletRef.ById byId -> {
                Wallet wallet = state.wallet(byId.walletId());
                yield wallet != null
                        && !closed.contains(wallet.id())
                        && wallet.currency().equals(leg.amount().currency());
            }
        };
    }

    private static String name(WalletRef ref, Post.Leg leg) {
        return switch (ref) {
            case WalletRef.OfHouse house ->
                house.account() + "/" + leg.amount().currency() + "/"
                        + leg.from().pocket();
            case WalletRef.ById byId -> byId.walletId() + "/" + leg.from().pocket();
        };
    }

    private void checkEntries(Decision.Booking booking) {
        Transfer transfer = booking.transfer();
        if (transfer == null) {
            return;
        }
        for (Entry entry : transfer.entries()) {
            Wallet wallet = state.wallets.get(entry.walletId());
            assertThat(wallet).isNotNull();
            ChainCheck chain = chains.computeIfAbsent(entry.walletId(), id -> new ChainCheck(wallet));
            assertThat(chain.next(entry)).isNull();
        }
    }

    private void checkAll() {
        Map<Currency, BigInteger> sums = new HashMap<>();
        for (Wallet wallet : state.wallets.values()) {
            assertThat(wallet.status() == Wallet.Status.CLOSED).isEqualTo(closed.contains(wallet.id()));
            if (wallet.owner() instanceof WalletOwner.User
                    && wallet.pockets().real().available() < 0) {
                drawn++;
            }
            assertThat(BigInteger.valueOf(wallet.creditLimit().minor()))
                    .isEqualTo(credits.getOrDefault(wallet.id() + "/" + Pocket.REAL, BigInteger.ZERO));
            for (Pocket pocket : Pocket.values()) {
                long available = wallet.pockets().of(pocket).available();
                assertThat(BigInteger.valueOf(available))
                        .isEqualTo(model.getOrDefault(name(wallet) + "/" + pocket, BigInteger.ZERO));
                sums.merge(wallet.currency(), BigInteger.valueOf(available), BigInteger::add);
            }
        }
        assertThat(sums.values()).containsOnly(BigInteger.ZERO);
        assertThat(state.wallets.values()).allMatch(wallet -> wallet.tenantId().equals(TENANT));
    }

    private static String name(Wallet wallet) {
        return switch (wallet.owner()) {
            case WalletOwner.House house -> house.account() + "/" + wallet.currency();
            case WalletOwner.User user -> wallet.id();
        };
    }
}
