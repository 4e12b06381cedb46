package dev.coffer.core.graphql.sample;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.springframework.stereotype.Component;

/** Holds fetchers up until a test lets them go. */
@Component
public class Gate {

    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final List<String> passed = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch latch = new CountDownLatch(1);

    public void close() {
        begun.clear();
        passed.clear();
        latch = new CountDownLatch(1);
    }

    public void open() {
        latch.countDown();
    }

    public List<String> begun() {
        return List.copyOf(begun);
    }

    public List<String> passed() {
        return List.copyOf(passed);
    }

    String pass(String name) {
        begun.add(name);
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        passed.add(name);
        return name;
    }
}
