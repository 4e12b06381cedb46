package dev.coffer.core.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Seqs that transactions take at once. */
@ExtendWith(StoresExtension.class)
class OutboxIT {

    private static final int WRITERS = 8;
    private static final int ROUNDS = 10;

    @Test
    void transactions_that_are_the_first_to_count_the_same_keys_all_succeed_and_leave_no_gap() throws Exception {
        try (EventsStage stage =
                        new EventsStage(TestStores.mongoUri(), TestStores.redisUri(), EventsStage.freshName("outbox"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            stage.createIndexes();
            for (int round = 0; round < ROUNDS; round++) {
                List<String> keys = List.of("ann" + round, "bob" + round, "eve" + round);
                CountDownLatch together = new CountDownLatch(WRITERS);
                Callable<List<EventEnvelope>> write = () -> {
                    together.countDown();
                    together.await();
                    return stage.shopTransactions()
                            .inTransaction(unit -> stage.outbox().addAll(unit, drafts(keys)));
                };

                List<EventEnvelope> written = new ArrayList<>();
                for (Future<List<EventEnvelope>> one : threads.invokeAll(
                        IntStream.range(0, WRITERS).mapToObj(writer -> write).toList())) {
                    written.addAll(one.get());
                }

                Map<String, List<Long>> seqs = written.stream()
                        .collect(Collectors.groupingBy(
                                EventEnvelope::key, Collectors.mapping(EventEnvelope::seq, Collectors.toList())));
                assertThat(seqs).containsOnlyKeys(keys);
                List<Long> withoutGap = IntStream.rangeClosed(1, WRITERS)
                        .mapToObj(Long::valueOf)
                        .toList();
                assertThat(seqs.values())
                        .allSatisfy(taken -> assertThat(taken).containsExactlyInAnyOrderElementsOf(withoutGap));
            }
        }
    }

    private static List<EventDraft> drafts(List<String> keys) {
        return keys.stream()
                .map(key -> EventDraft.of(new EventsStage.OrderPlaced(1, key), key, "main"))
                .toList();
    }
}
