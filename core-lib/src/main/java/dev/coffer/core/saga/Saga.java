package dev.coffer.core.saga;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of a saga: its steps in order. Every bean of this type is run by the service that declares it.
 *
 * <pre>{@code
 * Saga.named("payout", 1, Payout.class)
 *         .step(Step.local("reserve", payouts::reserve).compensate(payouts::release))
 *         .step(Step.call("send", bank::send, Payout::sent).within(Duration.ofHours(1)).pivot())
 *         .step(Step.local("book", payouts::book));
 * }</pre>
 *
 * @param <D> the data: a record that JSON can hold. It is kept in the database, so its shape may only grow, by components that
 *     may be null; for any other change see {@link #named}
 */
public final class Saga<D extends Record> {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
    private static final int MOST_STEPS = 64;

    private final String name;
    private final int version;
    private final Class<D> data;
    private final List<Step<D>> steps;

    private Saga(String name, int version, Class<D> data, List<Step<D>> steps) {
        this.name = name;
        this.version = version;
        this.data = data;
        this.steps = List.copyOf(steps);
    }

    /**
     * @param name unique in the service and never changed
     * @param version raised with every change of the steps or the data: a replica leaves sagas alone that a newer one has worked on
     */
    public static <D extends Record> Saga<D> named(String name, int version, Class<D> data) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a saga's name must look like registration: " + name);
        }
        if (version < 1) {
            throw new IllegalArgumentException("the version of saga " + name + " must be at least 1: " + version);
        }
        return new Saga<>(name, version, data, List.of());
    }

    /** Also this step, after those so far. */
    public Saga<D> step(Step<D> next) {
        if (find(next.name()) != null || steps.size() >= MOST_STEPS) {
            throw new IllegalArgumentException(
                    "saga " + name + " has a step " + next.name() + " already, or more than " + MOST_STEPS + " steps");
        }
        List<Step<D>> more = new ArrayList<>(steps);
        more.add(next);
        return new Saga<>(name, version, data, more);
    }

    public String name() {
        return name;
    }

    public int version() {
        return version;
    }

    public List<Step<D>> steps() {
        return steps;
    }

    Class<D> data() {
        return data;
    }

    @Nullable
    Step<D> find(String step) {
        for (Step<D> candidate : steps) {
            if (candidate.name().equals(step)) {
                return candidate;
            }
        }
        return null;
    }

    Step<D> first() {
        if (steps.isEmpty()) {
            throw new IllegalStateException("saga " + name + " has no step");
        }
        return steps.getFirst();
    }

    /** The step after the given one, null after the last. */
    @Nullable
    Step<D> after(Step<D> step) {
        int next = steps.indexOf(step) + 1;
        return next < steps.size() ? steps.get(next) : null;
    }

    @Override
    public String toString() {
        return "saga " + name + " version " + version;
    }
}
