package dev.coffer.core.events;

import dev.coffer.core.trace.Traces;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A named reader of one service's events. Every bean of this type is run. A consumer that starts for the first time, also years
 * after the emitter, begins with the oldest event that the emitter still keeps (7 days).
 *
 * <pre>{@code
 * Consumer.named("payment-wallets").from("auth")
 *         .on("user.registered", UserRegistered.class, (event, unit) -> openWallet.of(event.data().userId(), unit));
 * }</pre>
 */
public final class Consumer {

    /** Lanes of a consumer that does not say otherwise: as many keys are worked on at once. */
    public static final int DEFAULT_LANES = 4;

    private static final int MOST_LANES = 64;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

    private final String name;
    private final String source;
    private final int lanes;
    private final KeyPolicy keyPolicy;
    private final Map<String, Subscription<?>> subscriptions;
    private final Traces traces;

    private Consumer(
            String name,
            String source,
            int lanes,
            KeyPolicy keyPolicy,
            Map<String, Subscription<?>> subscriptions,
            Traces traces) {
        this.traces = traces;
        this.name = name;
        this.source = source;
        this.lanes = lanes;
        this.keyPolicy = keyPolicy;
        this.subscriptions = subscriptions;
    }

    /** What a consumer reads of one event type. */
    record Subscription<T>(Class<? extends T> data, BatchHandler<T> handler) {}

    /** A consumer's name, waiting for whose events it reads. */
    public static final class Named {

        private final String name;

        private Named(String name) {
            this.name = name;
        }

        /** @param service whose events: its {@code coffer.service}, "auth" */
        public Consumer from(String service) {
            return new Consumer(name, service, DEFAULT_LANES, KeyPolicy.PASS, Map.of(), Traces.idsOnly());
        }
    }

    /** @param name unique in the whole product and never changed: positions are kept under it. "payment-wallets" */
    public static Named named(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a consumer's name must look like payment-wallets: " + name);
        }
        return new Named(name);
    }

    /** Also handles the given type, one event at a time (still many in one transaction). */
    public <T> Consumer on(String eventType, Class<T> data, EventHandler<T> handler) {
        return onBatch(eventType, data, new EachEvent<>(handler));
    }

    /** Also handles the given type, a run of events at a time. Types with the very same handler share their runs, so that their order is kept. */
    public <T> Consumer onBatch(String eventType, Class<? extends T> data, BatchHandler<T> handler) {
        Map<String, Subscription<?>> more = new LinkedHashMap<>(subscriptions);
        if (more.put(eventType, new Subscription<>(data, handler)) != null) {
            throw new IllegalArgumentException(name + " handles " + eventType + " twice");
        }
        return new Consumer(name, source, lanes, keyPolicy, Map.copyOf(more), traces);
    }

    /** @param count fixed by the first start: a later change is reported and ignored, because it would move keys between lanes */
    public Consumer withLanes(int count) {
        if (count < 1 || count > MOST_LANES) {
            throw new IllegalArgumentException("lanes of " + name + " must be 1 to " + MOST_LANES + ": " + count);
        }
        return new Consumer(name, source, count, keyPolicy, subscriptions, traces);
    }

    public Consumer whenPoisoned(KeyPolicy policy) {
        return new Consumer(name, source, lanes, policy, subscriptions, traces);
    }

    /** Begins the spans of handled events there; the wiring does it for every consumer. */
    Consumer tracedBy(Traces service) {
        return new Consumer(name, source, lanes, keyPolicy, subscriptions, service);
    }

    Traces traces() {
        return traces;
    }

    public String name() {
        return name;
    }

    public String source() {
        return source;
    }

    public int lanes() {
        return lanes;
    }

    public KeyPolicy keyPolicy() {
        return keyPolicy;
    }

    /** The types that it handles. */
    public List<String> eventTypes() {
        return List.copyOf(subscriptions.keySet());
    }

    /** The record that it reads of each type. */
    public Map<String, Class<?>> reads() {
        Map<String, Class<?>> reads = new TreeMap<>();
        subscriptions.forEach((type, subscription) -> reads.put(type, subscription.data()));
        return reads;
    }

    Map<String, Subscription<?>> subscriptions() {
        return subscriptions;
    }

    @Override
    public String toString() {
        return name + " from " + source + " on " + subscriptions.keySet();
    }
}
