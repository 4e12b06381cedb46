package dev.coffer.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class HotSwapTest {
    private static final int READERS = 4;
    private static final int QUESTIONS_PER_READER = 50_000;
    private static final Subject ADA = new Subject("ada", "acme", Set.of("clerk"));

    private volatile CompiledPolicy current = compiled("read");

    @Test
    void readers_of_a_policy_that_is_swapped_see_the_old_or_the_new_one_whole() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
            List<Future<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(this::countTornAnswers));
            }
            for (int swaps = 0; !readers.stream().allMatch(Future::isDone); swaps++) {
                current = compiled(swaps % 2 == 0 ? "update" : "read");
            }
            for (Future<Integer> reader : readers) {
                assertThat(reader.get()).isZero();
            }
        }
    }

    private int countTornAnswers() {
        int torn = 0;
        for (int i = 0; i < QUESTIONS_PER_READER; i++) {
            CompiledPolicy policy = current;
            boolean mayRead = policy.decide(ADA, "wallet", "read", "bob", "w-1").isPermitted();
            boolean mayUpdate =
                    policy.decide(ADA, "wallet", "update", "bob", "w-1").isPermitted();
            torn += mayRead == mayUpdate ? 1 : 0;
        }
        return torn;
    }

    private static CompiledPolicy compiled(String action) {
        return Policy.of(List.of(new Role("clerk", List.of(), List.of("wallet:" + action + ":all"), List.of())))
                .compile();
    }
}
