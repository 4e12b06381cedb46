package dev.coffer.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class GroupCommitTest {

    private static final int MOST = 4;

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<List<Integer>> groups = new ConcurrentLinkedQueue<>();
    private final CountDownLatch first = new CountDownLatch(1);
    private final GroupCommit<Integer, String> commits = new GroupCommit<>(MOST, this::write);

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    private List<String> write(List<Integer> group) {
        groups.add(group);
        if (group.contains(0)) {
            waitFor(first);
        }
        if (group.contains(-1)) {
            throw new IllegalStateException("refused");
        }
        return group.stream().map(number -> "done " + number).toList();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private CompletableFuture<String> submitted(int number) {
        return CompletableFuture.supplyAsync(() -> commits.submit(number), callers);
    }

    @Test
    void who_comes_alone_goes_alone() {
        assertThat(commits.submit(1)).isEqualTo("done 1");
        assertThat(commits.submit(2)).isEqualTo("done 2");

        assertThat(groups).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void who_comes_while_one_is_under_way_shares_the_next_groups_and_gets_an_answer_of_their_own() {
        CompletableFuture<String> alone = submitted(0);
        await().until(() -> groups.size() == 1);
        List<CompletableFuture<String>> others =
                IntStream.rangeClosed(1, 6).mapToObj(this::submitted).toList();
        await().until(() -> commits.waiting() == 6);

        first.countDown();

        assertThat(alone.join()).isEqualTo("done 0");
        assertThat(others)
                .extracting(CompletableFuture::join)
                .containsExactly("done 1", "done 2", "done 3", "done 4", "done 5", "done 6");
        assertThat(groups).extracting(List::size).containsExactly(1, MOST, 2);
    }

    @Test
    void a_failure_reaches_everybody_of_its_group_and_nobody_else() {
        CompletableFuture<String> alone = submitted(0);
        await().until(() -> groups.size() == 1);
        List<CompletableFuture<String>> together = List.of(submitted(-1), submitted(7));
        await().until(() -> commits.waiting() == 2);

        first.countDown();

        assertThat(alone.join()).isEqualTo("done 0");
        assertThat(together)
                .allSatisfy(one -> assertThatThrownBy(one::join)
                        .hasCauseInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("refused"));
        assertThat(commits.submit(8)).isEqualTo("done 8");
    }

    @Test
    void each_of_many_is_written_once() {
        AtomicInteger wrong = new AtomicInteger();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int caller = 0; caller < 32; caller++) {
            int from = 1 + caller * 100;
            all.add(CompletableFuture.runAsync(
                    () -> IntStream.range(from, from + 100)
                            .filter(number -> !commits.submit(number).equals("done " + number))
                            .forEach(number -> wrong.incrementAndGet()),
                    callers));
        }
        all.forEach(CompletableFuture::join);

        assertThat(wrong).hasValue(0);
        assertThat(groups.stream().flatMap(List::stream).toList())
                .hasSize(3_200)
                .doesNotHaveDuplicates();
        assertThat(groups).allSatisfy(group -> assertThat(group).hasSizeBetween(1, MOST));
    }
}
