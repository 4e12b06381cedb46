package dev.coffer.payment.ledger;

import static dev.coffer.payment.ledger.LedgerFixtures.EUR;
import static dev.coffer.payment.ledger.LedgerFixtures.TENANT;
import static dev.coffer.payment.ledger.LedgerFixtures.eur;
import static dev.coffer.payment.ledger.LedgerFixtures.newKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.money.Money;
import dev.coffer.core.testkit.TestSeeds;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Random bets, wins and rollbacks in any order from one wallet's two pockets, against a model of plain numbers. */
final class BetPropertyTest {

    private static final int COMMANDS = Integer.getInteger("coffer.ledger.commands", 50_000);
    private static final int REFERENCES = 4_000;
    private static final int RECENT = 12;
    private static final Duration LONGEST = Duration.ofDays(30);

    private final RandomGenerator random = TestSeeds.random(BetPropertyTest.class);
    private final MapState state = new MapState();
    private final Wallet player = state.open("player", EUR);
    private final Map<String, Staked> bets = new HashMap<>();
    private final Map<String, ChainCheck> chains = new HashMap<>();
    private long real;
    private long bonus;
    private long gamesReal;
    private long gamesBonus;
    private int booked;
    private int forestalled;

    /** A bet as the model knows it. */
    private static final class Staked {
        long real;
        long bonus;
        long won;
        long wonBonus;
        boolean isClosed;
        boolean isBack;
    }

    @Test
    void the_ledger_and_a_naive_model_agree_on_every_command() {
        for (int i = 0; i < COMMANDS; i++) {
            String betId = "bet-" + Math.max(0, (long) i * REFERENCES / COMMANDS - random.nextInt(RECENT));
            long amount = 1 + random.nextLong(100);
            switch (random.nextInt(10)) {
                case 0 -> deposit(amount * 3);
                case 1, 2, 3, 4 -> place(betId, amount);
                case 5, 6, 7 -> settle(betId, random.nextInt(3) == 0 ? 0 : amount);
                default -> rollBack(betId);
            }
            compare();
        }
        // The commands are worth nothing when they nearly all go one way.
        assertThat(booked).isBetween(COMMANDS / 10, COMMANDS * 9 / 10);
        assertThat(forestalled).isGreaterThan(REFERENCES / 100);
    }

    private void deposit(long amount) {
        boolean isBonus = random.nextBoolean();
        HouseAccount from = isBonus ? HouseAccount.BONUS_POOL : HouseAccount.WORLD;
        Post.Leg leg = new Post.Leg(
                WalletRef.house(from),
                WalletRef.id(player.id()),
                eur(amount),
                isBonus ? Pocket.BONUS : Pocket.REAL,
                TransferType.DEPOSIT);
        decide(LedgerFixtures.post(newKey(), TransferType.DEPOSIT, leg), true);
        real += isBonus ? 0 : amount;
        bonus += isBonus ? amount : 0;
    }

    private void place(String betId, long amount) {
        PocketOrder order = random.nextBoolean() ? PocketOrder.REAL_FIRST : PocketOrder.BONUS_FIRST;
        boolean isPossible = real + bonus >= amount && !bets.containsKey(betId);
        PlaceBet command =
                new PlaceBet(key(betId), newKey(), player.id(), eur(amount), order, "dice", null, "provider");
        if (decide(command, isPossible)) {
            Staked bet = new Staked();
            bet.real = order == PocketOrder.REAL_FIRST ? Math.min(real, amount) : amount - Math.min(bonus, amount);
            bet.bonus = amount - bet.real;
            bets.put(betId, bet);
            give(-bet.real, -bet.bonus);
        }
    }

    private void settle(String betId, long win) {
        boolean isLast = random.nextInt(3) == 0;
        Staked bet = bets.get(betId);
        boolean isPossible = bet != null && !bet.isClosed && !bet.isBack;
        if (decide(new SettleBet(key(betId), newKey(), eur(win), isLast, "provider"), isPossible)) {
            Staked open = Objects.requireNonNull(bet);
            open.won += win;
            open.isClosed = isLast;
            // Rounded down, as whole numbers are divided.
            long nowBonus = open.won * open.bonus / (open.real + open.bonus);
            long bonusWin = nowBonus - open.wonBonus;
            open.wonBonus = nowBonus;
            give(win - bonusWin, bonusWin);
        }
    }

    private void rollBack(String betId) {
        Staked bet = bets.get(betId);
        RollBackBet command = new RollBackBet(key(betId), newKey(), LONGEST, "cancelled", "provider");
        boolean isPossible = bet != null
                && !bet.isBack
                && real + bet.real >= bet.won - bet.wonBonus
                && bonus + bet.bonus >= bet.wonBonus;
        if (decide(command, isPossible)) {
            Staked back = Objects.requireNonNull(bet);
            back.isBack = true;
            give(back.real - (back.won - back.wonBonus), back.bonus - back.wonBonus);
        } else if (bet == null) {
            Staked never = new Staked();
            never.isBack = true;
            bets.put(betId, never);
            forestalled++;
        }
    }

    private void give(long toReal, long toBonus) {
        real += toReal;
        bonus += toBonus;
        gamesReal -= toReal;
        gamesBonus -= toBonus;
    }

    private boolean decide(Command command, boolean isPossible) {
        Decision decision = state.decide(command);
        assertThat(decision instanceof Decision.Booking)
                .as("%s: %s", command, decision)
                .isEqualTo(isPossible);
        if (!(decision instanceof Decision.Booking booking)) {
            return false;
        }
        booked++;
        for (Entry entry : booking.made().entries()) {
            Wallet wallet = Objects.requireNonNull(state.wallets.get(entry.walletId()));
            assertThat(chains.computeIfAbsent(entry.walletId(), id -> new ChainCheck(wallet))
                            .next(entry))
                    .isNull();
        }
        return true;
    }

    private void compare() {
        Pockets pockets = state.now(player).pockets();
        assertThat(List.of(pockets.real().available(), pockets.bonus().available()))
                .isEqualTo(List.of(real, bonus));
        Wallet games = state.wallet(OpenWallet.house(TENANT, HouseAccount.GAMES, EUR));
        if (games != null) {
            assertThat(games.pockets().real().available()).isEqualTo(gamesReal);
            assertThat(games.pockets().bonus().available()).isEqualTo(gamesBonus);
        }
    }

    private static KnownBet.Key key(String betId) {
        return new KnownBet.Key(TENANT, betId);
    }

    @Test
    void parts_of_a_win_add_up_to_the_proportion_of_the_stake_also_where_sums_are_the_largest() {
        for (int i = 0; i < COMMANDS / 10; i++) {
            long total = 1 + random.nextLong(Long.MAX_VALUE);
            long ofBonus = random.nextLong(total);
            Split stake = new Split(eur(total - ofBonus), eur(ofBonus));
            long win = random.nextLong(Long.MAX_VALUE);

            Split won = stake.inProportion(eur(win));

            assertThat(won.total()).isEqualTo(eur(win));
            BigInteger exact = BigInteger.valueOf(win).multiply(BigInteger.valueOf(ofBonus));
            BigInteger given = BigInteger.valueOf(won.bonus().minor()).multiply(BigInteger.valueOf(total));
            assertThat(exact.subtract(given)).isBetween(BigInteger.ZERO, BigInteger.valueOf(total - 1));
            long further = random.nextLong(Long.MAX_VALUE - win);
            Split after = stake.inProportion(eur(win + further));
            // Both parts only grow, so a further win never takes anything back.
            assertThat(after.minus(won).total()).isEqualTo(eur(further));
        }
    }

    @Test
    void the_largest_sum_can_be_staked_and_won_and_one_more_cannot() {
        state.decide(LedgerFixtures.deposit(player, eur(Long.MAX_VALUE)));

        assertThat(placed("all", eur(Long.MAX_VALUE))).isInstanceOf(Decision.Booking.class);
        assertThat(settled("all", eur(Long.MAX_VALUE))).isInstanceOf(Decision.Booking.class);

        assertThat(settled("all", eur(1)))
                .isInstanceOfSatisfying(
                        Decision.Refusal.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(LedgerRefusal.BALANCE_OVERFLOW));
        assertThat(state.available(player)).isEqualTo(Long.MAX_VALUE);
    }

    private Decision placed(String betId, Money stake) {
        return state.decide(new PlaceBet(
                key(betId), newKey(), player.id(), stake, PocketOrder.REAL_FIRST, "dice", null, "provider"));
    }

    private Decision settled(String betId, Money win) {
        return state.decide(new SettleBet(key(betId), newKey(), win, false, "provider"));
    }
}
