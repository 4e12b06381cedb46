package dev.coffer.auth.registration;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The data of a registration saga.
 *
 * @param awaited services that open something for a new user, as they were set when this one registered
 * @param opened those that have done so
 * @param toConfirm true until the code that was sent is typed; null where none is asked for
 */
record Registration(
        String userId,
        Set<String> awaited,
        Set<String> opened,
        @Nullable Boolean toConfirm) {

    Registration {
        awaited = Set.copyOf(awaited);
        opened = Set.copyOf(opened);
    }

    static Registration of(String userId, Set<String> awaited) {
        return new Registration(userId, awaited, Set.of(), null);
    }

    static Registration toConfirm(String userId, Set<String> awaited) {
        return new Registration(userId, awaited, Set.of(), true);
    }

    Registration confirmed() {
        return new Registration(userId, awaited, opened, null);
    }

    boolean needsNoConfirmation() {
        return toConfirm == null;
    }

    Registration withOpened(String service) {
        Set<String> more = new TreeSet<>(opened);
        more.add(service);
        return new Registration(userId, awaited, more, toConfirm);
    }

    boolean hasAllOpened() {
        return opened.containsAll(awaited);
    }
}
