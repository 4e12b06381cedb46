package dev.coffer.auth.registration;

import java.util.Set;
import java.util.TreeSet;

/**
 * The data of a registration saga.
 *
 * @param awaited services that open something for a new user, as they were set when this one registered
 * @param opened those that have done so
 */
record Registration(String userId, Set<String> awaited, Set<String> opened) {

    Registration {
        awaited = Set.copyOf(awaited);
        opened = Set.copyOf(opened);
    }

    static Registration of(String userId, Set<String> awaited) {
        return new Registration(userId, awaited, Set.of());
    }

    Registration withOpened(String service) {
        Set<String> more = new TreeSet<>(opened);
        more.add(service);
        return new Registration(userId, awaited, more);
    }

    boolean hasAllOpened() {
        return opened.containsAll(awaited);
    }
}
