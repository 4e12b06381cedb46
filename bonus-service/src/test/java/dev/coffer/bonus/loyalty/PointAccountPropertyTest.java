package dev.coffer.bonus.loyalty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.bonus.loyalty.PointAccount.Change;
import dev.coffer.core.testkit.TestSeeds;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** A book of points against a queue of single points, each with its month. */
class PointAccountPropertyTest {

    private static final int RUNS = 300;
    private static final int STEPS = 80;
    private static final int LIVE_MONTHS = 3;

    private final RandomGenerator random = TestSeeds.random(PointAccountPropertyTest.class);

    @Test
    void a_book_is_a_queue_of_points_whatever_happens_and_never_below_zero() {
        for (int run = 0; run < RUNS; run++) {
            PointAccount account = PointAccount.empty("main", "ann");
            Deque<YearMonth> model = new ArrayDeque<>();
            List<PointEntry> book = new ArrayList<>();
            YearMonth month = YearMonth.of(2026, 1);
            for (int step = 0; step < STEPS; step++) {
                Change change = step(account, model, month, step);
                account = change.account();
                book.addAll(change.entries());
                month = month.plusMonths(random.nextInt(10) == 0 ? 1 : 0);
                assertThat(account.balance()).isEqualTo(model.size());
            }
            long balance = 0;
            for (int i = 0; i < book.size(); i++) {
                balance += book.get(i).points();
                assertThat(book.get(i).seq()).isEqualTo(i + 1L);
                assertThat(book.get(i).balance()).isEqualTo(balance).isNotNegative();
            }
            assertThat(balance).isEqualTo(account.balance());
        }
    }

    private Change step(PointAccount account, Deque<YearMonth> model, YearMonth month, int step) {
        int points = 1 + random.nextInt(20);
        String key = "key-" + step;
        switch (random.nextInt(4)) {
            case 0 -> {
                for (int i = 0; i < points; i++) {
                    model.addLast(month);
                }
                return account.earn(key, points, month, Instant.EPOCH);
            }
            case 1 -> {
                for (int i = 0; i < points && !model.isEmpty(); i++) {
                    model.removeLast();
                }
                return account.takeBack(key, points, Instant.EPOCH);
            }
            case 2 -> {
                if (points > model.size()) {
                    return new Change(account, List.of());
                }
                for (int i = 0; i < points; i++) {
                    model.removeFirst();
                }
                return account.redeem(key, points, Instant.EPOCH);
            }
            default -> {
                YearMonth first = month.minusMonths(LIVE_MONTHS);
                model.removeIf(of -> of.isBefore(first));
                return account.expire(first, Instant.EPOCH);
            }
        }
    }

    @Test
    void a_tier_counts_what_was_earned_lately_whatever_was_spent_of_it() {
        YearMonth january = YearMonth.of(2026, 1);
        PointAccount account = PointAccount.empty("main", "ann")
                .earn("a", 100, january, Instant.EPOCH)
                .account()
                .earn("b", 50, january.plusMonths(2), Instant.EPOCH)
                .account()
                .redeem("c", 120, Instant.EPOCH)
                .account();
        assertThat(account.earned(january.plusMonths(2), 3)).isEqualTo(150);
        assertThat(account.earned(january.plusMonths(3), 3)).isEqualTo(50);
        assertThat(account.takeBack("d", 50, Instant.EPOCH).account().earned(january.plusMonths(3), 3))
                .isZero();
        assertThat(account.takeBack("d", 50, Instant.EPOCH).account().balance()).isZero();
    }
}
