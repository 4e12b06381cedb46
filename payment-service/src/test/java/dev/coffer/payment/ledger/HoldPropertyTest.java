package dev.coffer.payment.ledger;

import static dev.coffer.payment.ledger.LedgerFixtures.EUR;
import static dev.coffer.payment.ledger.LedgerFixtures.TENANT;
import static dev.coffer.payment.ledger.LedgerFixtures.eur;
import static dev.coffer.payment.ledger.LedgerFixtures.newKey;
import static dev.coffer.payment.ledger.LedgerFixtures.payment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.TestSeeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random holds, captures, releases, reversals and freezes among a few wallets, against a model of plain numbers. */
final class HoldPropertyTest {

    private static final int COMMANDS = Integer.getInteger("coffer.ledger.commands", 50_000);
    private static final int USERS = 6;
    private static final int KEPT = 8;

    private final RandomGenerator random = TestSeeds.random(HoldPropertyTest.class);
    private final MapState state = new MapState();
    private final List<Wallet> users = new ArrayList<>();
    private final long[] available = new long[USERS];
    private final long[] held = new long[USERS];
    private final boolean[] frozen = new boolean[USERS];
    private final List<Held> holds = new ArrayList<>();
    private final List<Paid> paid = new ArrayList<>();
    private final Map<String, ChainCheck> chains = new HashMap<>();
    private long fees;
    private int booked;

    /** A hold as the model knows it: what remains of both sums, and what both were. */
    private static final class Held {
        final String id;
        final int from;
        final int to;
        final long amount;
        final long fee;
        long captured;
        long feeCaptured;
        boolean isOver;

        Held(String id, int from, int to, long amount, long fee) {
            this.id = id;
            this.from = from;
            this.to = to;
            this.amount = amount;
            this.fee = fee;
        }

        /** Half-even, by whole numbers. */
        long feeFor(long more) {
            long product = fee * (captured + more);
            long quotient = product / amount;
            long twice = 2 * (product % amount);
            boolean isUp = twice > amount || (twice == amount && quotient % 2 == 1);
            return quotient + (isUp ? 1 : 0) - feeCaptured;
        }
    }

    /** A payment as the model knows it. */
    private static final class Paid {
        final String id;
        final int from;
        final int to;
        final long amount;
        final long fee;
        boolean isBack;

        Paid(String id, int from, int to, long amount, long fee) {
            this.id = id;
            this.from = from;
            this.to = to;
            this.amount = amount;
            this.fee = fee;
        }
    }

    @Test
    void the_ledger_and_a_naive_model_agree_on_every_command() {
        for (int user = 0; user < USERS; user++) {
            users.add(state.open("user-" + user, EUR));
        }
        for (int i = 0; i < COMMANDS; i++) {
            int from = random.nextInt(USERS);
            int to = (from + 1 + random.nextInt(USERS - 1)) % USERS;
            long amount = 1 + random.nextLong(200);
            switch (random.nextInt(12)) {
                case 0 -> deposit(to, amount);
                case 1, 2 -> pay(from, to, amount);
                case 3, 4, 5 -> hold(from, to, amount, random.nextLong(20));
                case 6, 7, 8 -> capture(amount);
                case 9 -> release();
                case 10 -> reverse(amount);
                default -> freeze(from, random.nextInt(3) == 0);
            }
            compare();
        }
        // The commands are worth nothing when they nearly all go one way.
        assertThat(booked).isBetween(COMMANDS / 10, COMMANDS * 9 / 10);
    }

    private void deposit(int to, long amount) {
        if (decide(LedgerFixtures.deposit(users.get(to), eur(amount)), !frozen[to]) != null) {
            available[to] += amount;
        }
    }

    private void pay(int from, int to, long amount) {
        boolean isPossible = !frozen[from] && !frozen[to] && available[from] >= amount;
        Decision.Booking booking = decide(payment(users.get(from), users.get(to), eur(amount)), isPossible);
        if (booking != null) {
            available[from] -= amount;
            available[to] += amount;
            keep(paid, new Paid(transfer(booking).id(), from, to, amount, 0));
        }
    }

    private void hold(int from, int to, long amount, long fee) {
        HoldFunds command = new HoldFunds(
                TENANT,
                newKey(),
                users.get(from).id(),
                WalletRef.id(users.get(to).id()),
                Pocket.REAL,
                TransferType.PAYMENT,
                eur(amount),
                eur(fee),
                MapState.NOW.plusSeconds(1),
                null);
        Decision.Booking booking = decide(command, !frozen[from] && available[from] >= amount + fee);
        if (booking != null) {
            available[from] -= amount + fee;
            held[from] += amount + fee;
            keep(holds, new Held(transfer(booking).id(), from, to, amount, fee));
        }
    }

    private void capture(long amount) {
        if (holds.isEmpty()) {
            return;
        }
        Held hold = holds.get(random.nextInt(holds.size()));
        boolean isLast = random.nextInt(4) == 0;
        boolean isAll = random.nextInt(4) == 0;
        long remaining = hold.amount - hold.captured;
        long asked = isAll ? remaining : amount;
        boolean isPossible = !hold.isOver && asked <= remaining && !frozen[hold.from] && !frozen[hold.to];
        CaptureHold command = new CaptureHold(TENANT, newKey(), hold.id, isAll ? null : eur(amount), isLast);
        Decision.Booking booking = decide(command, isPossible);
        if (booking != null) {
            long fee = hold.feeFor(asked);
            hold.captured += asked;
            hold.feeCaptured += fee;
            held[hold.from] -= asked + fee;
            available[hold.to] += asked;
            fees += fee;
            if (isLast || hold.captured == hold.amount) {
                giveBack(hold);
            }
            keep(paid, new Paid(transfer(booking).id(), hold.from, hold.to, asked, fee));
        }
    }

    private void release() {
        if (!holds.isEmpty()) {
            Held hold = holds.get(random.nextInt(holds.size()));
            if (decide(new ReleaseHold(TENANT, newKey(), hold.id, Hold.Status.VOIDED), !hold.isOver) != null) {
                giveBack(hold);
            }
        }
    }

    private void giveBack(Held hold) {
        long rest = hold.amount - hold.captured + hold.fee - hold.feeCaptured;
        held[hold.from] -= rest;
        available[hold.from] += rest;
        hold.isOver = true;
    }

    private void reverse(long amount) {
        if (paid.isEmpty()) {
            return;
        }
        Paid original = paid.get(random.nextInt(paid.size()));
        boolean isWhole = random.nextBoolean();
        long back = isWhole ? original.amount : amount;
        boolean isPossible = !original.isBack
                && back <= original.amount
                && available[original.to] >= back
                && !frozen[original.from]
                && !frozen[original.to];
        ReverseTransfer command =
                new ReverseTransfer(TENANT, newKey(), original.id, isWhole ? null : eur(amount), "by mistake", "ada");
        if (decide(command, isPossible) != null) {
            original.isBack = true;
            long fee = isWhole ? original.fee : 0;
            available[original.to] -= back;
            available[original.from] += back + fee;
            fees -= fee;
        }
    }

    private void freeze(int user, boolean isFrozen) {
        decide(new FreezeWallet(TENANT, users.get(user).id(), isFrozen, "ada", null), true);
        frozen[user] = isFrozen;
    }

    /** Null when it was refused. */
    private Decision.@Nullable Booking decide(Command command, boolean isPossible) {
        Decision decision = state.decide(command);
        assertThat(decision instanceof Decision.Booking)
                .as("%s: %s", command, decision)
                .isEqualTo(isPossible);
        if (!(decision instanceof Decision.Booking booking)) {
            return null;
        }
        booked++;
        Transfer transfer = booking.transfer();
        if (transfer != null) {
            for (Entry entry : transfer.entries()) {
                Wallet wallet = Objects.requireNonNull(state.wallets.get(entry.walletId()));
                assertThat(chains.computeIfAbsent(entry.walletId(), id -> new ChainCheck(wallet))
                                .next(entry))
                        .isNull();
            }
        }
        return booking;
    }

    private static Transfer transfer(Decision.Booking booking) {
        return Objects.requireNonNull(booking.transfer());
    }

    private <T> void keep(List<T> list, T one) {
        if (list.size() < KEPT) {
            list.add(one);
        } else {
            list.set(random.nextInt(KEPT), one);
        }
    }

    private void compare() {
        for (int user = 0; user < USERS; user++) {
            Wallet wallet = state.now(users.get(user));
            assertThat(wallet.pockets().real()).isEqualTo(new Pockets.Balance(available[user], held[user]));
            assertThat(wallet.status()).isEqualTo(frozen[user] ? Wallet.Status.FROZEN : Wallet.Status.OPEN);
        }
        Wallet house = state.wallet(OpenWallet.house(TENANT, HouseAccount.FEES, EUR));
        assertThat(house == null ? 0 : house.pockets().real().available()).isEqualTo(fees);
    }
}
