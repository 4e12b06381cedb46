package dev.coffer.core.graphql.sample;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.springframework.stereotype.Component;

/** Holds fetchers up until a test lets them go. */
@Component
public class Gate {

    private volatile Round round = new Round();

    /** What began in one test and ends after it is not the next one's. */
    private static final class Round {
        final List<String> begun = new CopyOnWriteArrayList<>();
        final List<String> passed = new CopyOnWriteArrayList<>();
        final CountDownLatch latch = new CountDownLatch(1);
    }

    public void close() {
        round = new Round();
    }

    public void open() {
        round.latch.countDown();
    }

    public List<String> begun() {
        return List.copyOf(round.begun);
    }

    public List<String> passed() {
        return List.copyOf(round.passed);
    }

    String pass(String name) {
        Round entered = round;
        entered.begun.add(name);
        try {
            entered.latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        entered.passed.add(name);
        return name;
    }
}
