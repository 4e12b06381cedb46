package dev.coffer.core.identity;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One request of a caller: where it comes from, and what is settled once for all that it asks for. Safe for any number of threads. */
public final class Visit {

    private final @Nullable ClientAddress address;
    private final Map<Object, Boolean> settled = new ConcurrentHashMap<>();

    /** @param address null where nobody who can be believed says it */
    public Visit(@Nullable ClientAddress address) {
        this.address = address;
    }

    public @Nullable ClientAddress address() {
        return address;
    }

    /** What was settled before, or else what this finds; whoever asks at once waits for that. */
    public boolean once(Object what, BooleanSupplier find) {
        return settled.computeIfAbsent(what, unsettled -> find.getAsBoolean());
    }

    /** From here on it is this. */
    public void settle(Object what, boolean found) {
        settled.put(what, found);
    }

    /** Nothing of what it knows: an address is personal data. */
    @Override
    public String toString() {
        return "Visit[***]";
    }
}
