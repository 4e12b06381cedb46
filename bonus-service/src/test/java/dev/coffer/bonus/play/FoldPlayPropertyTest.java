package dev.coffer.bonus.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.bonus.template.Period;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.core.testkit.TestSeeds;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Sums against a naive count, for random bets that are cut into batches anywhere and told again from anywhere. */
class FoldPlayPropertyTest {

    private static final int RUNS = 300;
    private static final ZoneId MALTA = ZoneId.of("Europe/Malta");

    /** Half an hour before midnight in Malta on a Sunday that ends a month. */
    private static final Instant START = Instant.parse("2026-05-31T21:30:00Z");

    private record Told(EventEnvelope envelope, PlayEvent event) {}

    /** What one bet came to, by the naive count. */
    private static final class Bet {
        long stake;
        long own;
        long ownWon;
        boolean isClosed;
        boolean isRolledBack;
        String day = "";
    }

    private final RandomGenerator random = TestSeeds.random(FoldPlayPropertyTest.class);
    private final Map<String, Bet> model = new TreeMap<>();
    private final List<Told> told = new ArrayList<>();

    private static String text(long minor) {
        return new Money(minor, Currencies.builtIn().get("EUR")).toDecimal();
    }

    private void tell(PlayEvent event, Instant at) {
        EventEnvelope envelope = new EventEnvelope(
                "event-" + told.size(), "any", 1, at, "main", null, "c", null, null, "wallet", told.size() + 1L, "{}");
        told.add(new Told(envelope, event));
    }

    private void play() {
        Instant at = START;
        for (int i = 0; i < 60; i++) {
            at = at.plusSeconds(random.nextInt(120));
            String betId = "bet-" + random.nextInt(12);
            Bet bet = model.get(betId);
            if (bet == null) {
                bet = new Bet();
                bet.stake = 1 + random.nextInt(5_000);
                bet.own = random.nextInt((int) bet.stake + 1);
                model.put(betId, bet);
                tell(
                        new PlayEvent.Placed(
                                betId,
                                "wallet",
                                "ann",
                                game(betId),
                                text(bet.stake),
                                text(bet.stake - bet.own),
                                "EUR",
                                null),
                        at);
            } else if (!bet.isRolledBack && random.nextInt(4) == 0) {
                bet.isRolledBack = true;
                tell(new PlayEvent.RolledBack(betId, "wallet"), at);
            } else if (!bet.isClosed && !bet.isRolledBack) {
                long win = random.nextInt(9_000);
                long ofBonus = random.nextInt((int) win + 1);
                bet.ownWon += win - ofBonus;
                bet.isClosed = random.nextBoolean();
                bet.day = at.atZone(MALTA).toLocalDate().toString();
                tell(new PlayEvent.Settled(betId, "wallet", text(win), text(ofBonus), bet.isClosed, "EUR"), at);
            }
        }
    }

    private static String game(String betId) {
        return betId.hashCode() % 2 == 0 ? "slots-1" : "dice";
    }

    private Map<Sum.Key, Sum> expected() {
        Map<Sum.Key, Sum> sums = new HashMap<>();
        model.forEach((betId, bet) -> {
            if (bet.isClosed && !bet.isRolledBack) {
                Sum sum = new Sum(1, bet.stake, bet.own, bet.ownWon);
                boolean isMay = bet.day.equals("2026-05-31");
                String week = isMay ? "WEEK:2026-05-25" : "WEEK:2026-06-01";
                String month = isMay ? "MONTH:2026-05-01" : "MONTH:2026-06-01";
                for (String label : List.of("DAY:" + bet.day, week, month)) {
                    sums.merge(new Sum.Key("main", label, "EUR", "ann", game(betId)), sum, Sum::plus);
                }
            }
        });
        return sums;
    }

    /** Whoever hears it: in batches, each with what is stored, and now and then with what was heard before. */
    private Map<Sum.Key, Sum> folded() {
        Map<PlayedBet.Key, PlayedBet> stored = new HashMap<>();
        Map<Sum.Key, Sum> sums = new HashMap<>();
        int next = 0;
        while (next < told.size()) {
            int from = Math.max(0, next - random.nextInt(10));
            next = Math.min(told.size(), next + 1 + random.nextInt(8));
            FoldPlay fold = new FoldPlay(stored.values(), Currencies.builtIn(), bet -> List.of());
            for (Told one : told.subList(from, next)) {
                fold.apply(one.envelope(), one.event(), Set.of(Period.values()), MALTA);
            }
            fold.changed().forEach(bet -> stored.put(bet.key(), bet));
            fold.added().forEach((key, sum) -> sums.merge(key, sum, Sum::plus));
        }
        sums.values().removeIf(sum -> sum.equals(Sum.NONE));
        return sums;
    }

    @Test
    void any_cut_and_any_repeat_of_what_is_told_comes_to_the_same_sums() {
        for (int run = 0; run < RUNS; run++) {
            model.clear();
            told.clear();
            play();
            assertThat(folded()).isEqualTo(expected());
        }
    }
}
