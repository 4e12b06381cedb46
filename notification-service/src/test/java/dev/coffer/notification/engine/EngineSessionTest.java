package dev.coffer.notification.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EngineSessionTest {

    private static final int WAITING = 3;
    private static final EngineLimits LIMITS = new EngineLimits(
            2,
            WAITING,
            1_000,
            Duration.ofSeconds(25),
            Duration.ofSeconds(20),
            Duration.ofMillis(200),
            Duration.ofSeconds(10));

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger closed = new AtomicInteger();
    private final EngineSessions sessions = new EngineSessions(session -> new Visitor(), LIMITS);

    private final class Visitor implements EngineVisitor {

        @Override
        public void message(String text) {
            heard.add(text);
        }

        @Override
        public boolean isSignedIn() {
            return true;
        }

        @Override
        public void closed() {
            closed.incrementAndGet();
        }
    }

    /** A socket that takes what it is sent, unless it is stuck. */
    private static final class TestWire implements Wire {

        private final List<String> sent = new CopyOnWriteArrayList<>();
        private final CountDownLatch unstuck;
        private volatile boolean isClosed;

        TestWire(boolean isStuck) {
            this.unstuck = new CountDownLatch(isStuck ? 1 : 0);
        }

        @Override
        public void send(String packet) throws IOException {
            try {
                unstuck.await();
            } catch (InterruptedException interrupted) {
                throw new IOException(interrupted);
            }
            sent.add(packet);
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }

    private EngineSession open() {
        return Objects.requireNonNull(sessions.open(null, true));
    }

    private static String polled(EngineSession session) {
        List<String> answers = new ArrayList<>();
        session.poll(answers::add);
        assertThat(answers).hasSize(1);
        return answers.getFirst();
    }

    @Test
    void a_request_is_answered_with_all_that_waits_and_otherwise_when_something_does() throws IOException {
        EngineSession session = open();
        assertThat(polled(session)).startsWith("0{\"sid\":\"" + session.id()).contains("\"upgrades\":[\"websocket\"]");
        session.send("a");
        session.send("b");
        assertThat(polled(session)).isEqualTo("4a\u001e4b");
        List<String> answers = new ArrayList<>();
        session.poll(answers::add);
        assertThat(answers).isEmpty();
        session.send("c");
        assertThat(answers).containsExactly("4c");
    }

    @Test
    void whoever_sends_waits_for_a_slow_client_which_loses_the_session() throws IOException {
        EngineSession session = open();
        polled(session);
        for (int i = 0; i < WAITING; i++) {
            session.send("x");
        }
        assertThatThrownBy(() -> session.send("one more")).isInstanceOf(IOException.class);
        assertThat(session.isClosed()).isTrue();
        assertThat(closed).hasValue(1);
        assertThat(sessions.find(session.id())).isNull();
    }

    @Test
    void whoever_sends_goes_on_when_a_client_takes_something() throws IOException {
        EngineSession session = open();
        polled(session);
        for (int i = 0; i < WAITING; i++) {
            session.send(Integer.toString(i));
        }
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
            try {
                session.send("late");
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
        });
        assertThat(polled(session)).startsWith("40\u001e41\u001e42");
        sending.join();
        assertThat(session.isClosed()).isFalse();
    }

    @Test
    void a_stuck_socket_holds_up_nobody_who_only_gives_signs_of_life() throws IOException {
        EngineSession session = Objects.requireNonNull(sessions.open(null, false));
        TestWire stuck = new TestWire(true);
        CompletableFuture<Void> beginning = CompletableFuture.runAsync(() -> session.begin(stuck));
        session.tend(System.nanoTime() + Duration.ofSeconds(30).toNanos());
        session.tend(System.nanoTime() + Duration.ofSeconds(50).toNanos());
        await().until(session::isClosed);
        assertThat(stuck.isClosed).isTrue();
        assertThat(closed).hasValue(1);
        stuck.unstuck.countDown();
        beginning.join();
    }

    @Test
    void the_change_to_a_socket_loses_and_repeats_nothing() throws IOException {
        EngineSession session = open();
        polled(session);
        List<String> answers = new ArrayList<>();
        session.poll(answers::add);
        TestWire wire = new TestWire(false);
        session.probed(wire);
        assertThat(wire.sent).containsExactly("3probe");
        assertThat(answers).containsExactly("6");
        session.send("between");
        assertThat(wire.sent).hasSize(1);
        session.upgrade(wire);
        session.send("after");
        assertThat(wire.sent).containsExactly("3probe", "4between", "4after");
        assertThatThrownBy(() -> session.upgrade(new TestWire(false))).isInstanceOf(IOException.class);
        session.gone(new TestWire(false));
        assertThat(session.isClosed()).isFalse();
        session.gone(wire);
        assertThat(session.isClosed()).isTrue();
    }

    @Test
    void a_socket_that_was_not_probed_takes_over_nothing() {
        EngineSession session = open();
        assertThatThrownBy(() -> session.upgrade(new TestWire(false))).isInstanceOf(IOException.class);
        assertThat(session.isClosed()).isFalse();
    }

    @Test
    void what_waits_is_sent_before_the_end() throws IOException {
        EngineSession session = open();
        polled(session);
        session.send("last words");
        session.finish();
        assertThat(session.isClosed()).isFalse();
        assertThat(polled(session)).isEqualTo("4last words\u001e1");
        assertThat(session.isClosed()).isTrue();
    }

    @Test
    void two_requests_at_once_and_what_is_no_packet_end_it() {
        EngineSession twice = open();
        polled(twice);
        List<String> answers = new ArrayList<>();
        twice.poll(answers::add);
        assertThat(polled(twice)).isEqualTo("1");
        assertThat(answers).containsExactly("1");
        EngineSession wrong = open();
        wrong.receive("4hello");
        wrong.receive("3");
        assertThat(heard).containsExactly("hello");
        wrong.receive("bAQID");
        assertThat(wrong.isClosed()).isTrue();
        assertThat(closed).hasValue(2);
    }

    @Test
    void there_are_so_many_and_no_more() {
        EngineSession first = open();
        open();
        assertThat(sessions.open(null, true)).isNull();
        first.close();
        first.close();
        assertThat(sessions.open(null, true)).isNotNull();
        assertThat(sessions.count()).isEqualTo(2);
        sessions.stop();
        assertThat(sessions.open(null, true)).isNull();
    }
}
