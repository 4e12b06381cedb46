package dev.coffer.bonus.wager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.bonus.award.Award;
import dev.coffer.bonus.award.AwardMoney;
import dev.coffer.bonus.award.AwardState;
import dev.coffer.bonus.award.AwardTerms;
import dev.coffer.bonus.award.Ending;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A wallet of payment-service, played at random: bonuses come, bets are placed, settled and rolled back, bonuses end while bets are open.
 * After each event the awards' shares and what is loose add up to the pocket; the end is the same however the events are cut into
 * batches and however often they come.
 */
final class FoldWalletsPropertyTest {

    private static final String TENANT = "main";
    private static final String WALLET = "wallet-1";
    private static final Instant NOW = Instant.parse("2026-03-11T10:15:30Z");
    private static final Currencies CURRENCIES = Currencies.builtIn();
    private static final int STEPS = 300;

    /** The wallet as payment-service has it; it knows no awards. */
    private static final class Wallet {
        private final Random random;
        private final List<EventEnvelope> envelopes = new ArrayList<>();
        private final List<WalletEvent> events = new ArrayList<>();
        private final List<Long> pocket = new ArrayList<>();
        private final Map<String, long[]> bets = new TreeMap<>();
        private long bonus;
        private int awards;
        private int betCount;

        Wallet(long seed) {
            random = new Random(seed);
        }

        private void tell(WalletEvent event) {
            long seq = events.size() + 1L;
            envelopes.add(new EventEnvelope(
                    "e" + seq, "t", 1, NOW.plusSeconds(seq), TENANT, "ann", "c", null, null, WALLET, seq, "{}"));
            events.add(event);
            pocket.add(bonus);
        }

        private static String text(long minor) {
            return new Money(minor, CURRENCIES.get("EUR")).toDecimal();
        }

        String credit() {
            String id = "award-" + ++awards;
            long amount = 1 + random.nextInt(5_000);
            bonus += amount;
            tell(new WalletEvent.Credited(id, WALLET, "ann", text(amount), "EUR", "BONUS"));
            return id;
        }

        void place() {
            String id = "bet-" + ++betCount;
            long ofBonus = random.nextBoolean() ? Math.min(bonus, random.nextInt(900)) : 0;
            long real = ofBonus == 0 || random.nextBoolean() ? 1 + random.nextInt(500) : 0;
            bonus -= ofBonus;
            bets.put(id, new long[] {ofBonus, 0, 0});
            tell(new WalletEvent.Placed(id, WALLET, game(id), text(ofBonus + real), text(ofBonus), "EUR"));
        }

        private static String game(String betId) {
            return betId.endsWith("3") || betId.endsWith("7") ? "poker-1" : "slot-1";
        }

        void settle() {
            String id = any(0);
            if (id == null) {
                return;
            }
            long[] bet = Objects.requireNonNull(bets.get(id));
            long win = bet[0] > 0 && random.nextBoolean() ? random.nextInt(2_000) : 0;
            boolean isLast = random.nextInt(3) > 0;
            bonus += win;
            bet[1] += win;
            bet[2] = isLast ? 1 : 0;
            tell(new WalletEvent.Settled(id, WALLET, game(id), text(win), isLast, "EUR"));
        }

        /** As the ledger does it: only where what was won is still there. */
        void rollBack() {
            String id = any(random.nextInt(2));
            if (id == null) {
                return;
            }
            long[] bet = Objects.requireNonNull(bets.get(id));
            if (bonus + bet[0] - bet[1] < 0) {
                return;
            }
            bonus += bet[0] - bet[1];
            bets.remove(id);
            tell(new WalletEvent.RolledBack(id, WALLET));
        }

        private @Nullable String any(long state) {
            List<String> ids = bets.entrySet().stream()
                    .filter(bet -> bet.getValue()[2] == state)
                    .map(Map.Entry::getKey)
                    .toList();
            return ids.isEmpty() ? null : ids.get(random.nextInt(ids.size()));
        }

        long lock(String awardId, int round, long most) {
            long amount = Math.min(most, bonus);
            bonus -= amount;
            tell(new WalletEvent.Locked(awardId, round, WALLET, text(amount), "EUR"));
            return amount;
        }

        void close(String awardId, int round, long restored) {
            bonus += restored;
            tell(new WalletEvent.Closed(awardId, round, WALLET, text(restored), "EUR"));
        }
    }

    /** What bonus-service keeps, between batches. */
    private static final class Kept {
        private final Map<String, BonusWallet> wallets = new HashMap<>();
        private final Map<String, Award> awards = new TreeMap<>();
        private final Map<WageredBet.Key, WageredBet> bets = new HashMap<>();
        private final Map<String, Contribution> contributions = new TreeMap<>();
        private final List<Effect> effects = new ArrayList<>();

        void hear(List<EventEnvelope> envelopes, List<WalletEvent> events) {
            events.stream()
                    .filter(WalletEvent.Credited.class::isInstance)
                    .map(WalletEvent.Credited.class::cast)
                    .forEach(credited -> awards.computeIfAbsent(credited.awardId(), FoldWalletsPropertyTest::pending));
            FoldWallets fold =
                    new FoldWallets(new Holdings(wallets.values(), awards.values()), bets.values(), CURRENCIES);
            for (int i = 0; i < events.size(); i++) {
                fold.apply(envelopes.get(i), events.get(i));
            }
            fold.holdings().wallets().forEach(wallet -> wallets.put(wallet.walletId(), wallet));
            fold.holdings().changed().forEach(award -> awards.put(award.id(), award));
            fold.changedBets().forEach(bet -> bets.put(bet.key(), bet));
            fold.contributions().forEach(one -> contributions.put(one.id(), one));
            effects.addAll(fold.effects());
        }

        long sum() {
            long held = awards.values().stream()
                    .mapToLong(award -> award.money().held())
                    .sum();
            return held
                    + wallets.values().stream().mapToLong(BonusWallet::loose).sum();
        }
    }

    private static Award pending(String id) {
        Money value = new Money(1_000, CURRENCIES.get("EUR"));
        AwardTerms.Wagering wagering = new AwardTerms.Wagering(
                1_000,
                false,
                new Money(1_000, value.currency()),
                List.of(new AwardTerms.Weight("tables", List.of("poker*"), 0)));
        return new Award(
                id,
                TENANT,
                "ann",
                id,
                new AwardTerms(
                        "WELCOME", 1, "FIRST_DEPOSIT", "Welcome", Duration.ofDays(7), wagering, null, false, false),
                value,
                null,
                null,
                new AwardState.Pending(false),
                AwardMoney.NONE,
                NOW,
                1);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 20260311, 987654321})
    void shares_add_up_after_every_event_and_the_end_does_not_depend_on_batches_or_repeats(long seed) {
        Wallet wallet = new Wallet(seed);
        Kept oneByOne = new Kept();
        Map<String, Long> locked = new HashMap<>();
        Map<String, Integer> rounds = new HashMap<>();
        int heard = 0;
        for (int step = 0; step < STEPS; step++) {
            switch (wallet.random.nextInt(10)) {
                case 0 -> wallet.credit();
                case 1, 2, 3 -> wallet.place();
                case 4, 5, 6 -> wallet.settle();
                case 7 -> wallet.rollBack();
                case 8 -> beginEnd(wallet, oneByOne, locked, rounds);
                default -> end(wallet, oneByOne, locked);
            }
            for (; heard < wallet.events.size(); heard++) {
                oneByOne.hear(wallet.envelopes.subList(heard, heard + 1), wallet.events.subList(heard, heard + 1));
                assertThat(oneByOne.sum())
                        .as("seed %d after %s", seed, wallet.events.get(heard))
                        .isEqualTo(wallet.pocket.get(heard));
            }
        }
        assertThat(oneByOne.awards.values())
                .as("some were wagered")
                .anyMatch(award -> award.money().wagered() > 0);
        assertThat(reasons(oneByOne))
                .as("some counted, and some did not")
                .contains("null")
                .hasSizeGreaterThan(1);

        for (int repeat = 0; repeat < 3; repeat++) {
            Kept batched = inBatches(wallet, new Random(seed + repeat));
            assertThat(batched.sum()).isEqualTo(wallet.bonus);
            assertThat(batched.contributions).isEqualTo(inBatches(wallet, new Random(seed - repeat - 1)).contributions);
            assertThat(batched.awards).isEqualTo(inBatches(wallet, new Random(seed * 31 + repeat)).awards);
        }
    }

    private static List<String> reasons(Kept kept) {
        return kept.contributions.values().stream()
                .map(one -> String.valueOf(one.reason()))
                .distinct()
                .toList();
    }

    /** The award is ended by hand, as a use case does it, and payment-service is asked to put its money out of use. */
    private static void beginEnd(Wallet wallet, Kept kept, Map<String, Long> locked, Map<String, Integer> rounds) {
        for (Award award : List.copyOf(kept.awards.values())) {
            boolean isEnding = award.isOpen() || award.money().held() > 0 && !locked.containsKey(award.id());
            if (isEnding && award.money().held() > 0) {
                if (award.state() instanceof AwardState.Open open) {
                    kept.awards.put(award.id(), award.with(open.ended(Ending.CANCELLED, null)));
                }
                long asked = award.money().held();
                if (wallet.random.nextBoolean()) {
                    wallet.place();
                }
                locked.put(award.id(), wallet.lock(award.id(), rounds.merge(award.id(), 1, Integer::sum), asked));
                return;
            }
        }
    }

    /** What was put out of use goes where it belongs: what was the award's to the house, the rest back. */
    private static void end(Wallet wallet, Kept kept, Map<String, Long> locked) {
        for (Effect effect : kept.effects) {
            if (effect instanceof Effect.Locked put && locked.containsKey(put.awardId())) {
                locked.remove(put.awardId());
                if (put.locked() > 0) {
                    wallet.close(put.awardId(), put.round(), put.locked() - put.own());
                }
                kept.effects.remove(effect);
                return;
            }
        }
    }

    /** Cut at random; each batch may come twice, also after later ones. */
    private static Kept inBatches(Wallet wallet, Random random) {
        Kept kept = new Kept();
        int from = 0;
        while (from < wallet.events.size()) {
            int to = Math.min(wallet.events.size(), from + 1 + random.nextInt(40));
            kept.hear(wallet.envelopes.subList(from, to), wallet.events.subList(from, to));
            int again = random.nextInt(to);
            kept.hear(wallet.envelopes.subList(again, to), wallet.events.subList(again, to));
            from = to;
        }
        return kept;
    }
}
