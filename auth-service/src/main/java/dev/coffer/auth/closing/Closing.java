package dev.coffer.auth.closing;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * That an account is to be closed. A user has one at most.
 *
 * @param awaited services that have to agree, as they were set when it was asked for
 * @param agreed those that have, to what is asked of them in this state
 * @param eraseAt when the time to take it back is over; null until the services have agreed
 * @param kept why the account was kept, without personal data; null unless it was
 * @param version counts the changes; guards the next one
 */
record Closing(
        String id,
        String tenantId,
        String userId,
        State state,
        Set<String> awaited,
        Set<String> agreed,
        Instant askedAt,
        @Nullable Instant eraseAt,
        @Nullable String kept,
        long version) {

    /** How far it is. */
    enum State {
        /** The services are asked whether anything stands against it. */
        ASKED,
        /** Nothing does; the user is signed out, and takes it back by signing in. */
        WAITING,
        /** The time is over and the services close what is theirs: nobody takes it back any more. */
        CLOSING,
        /** A service did not agree: the account goes on. */
        KEPT
    }

    Closing {
        awaited = Set.copyOf(awaited);
        agreed = Set.copyOf(agreed);
    }

    static Closing asked(String id, String tenantId, String userId, Set<String> awaited, Instant now) {
        return new Closing(id, tenantId, userId, State.ASKED, awaited, Set.of(), now, null, null, 1);
    }

    boolean isUnderWay() {
        return state != State.KEPT;
    }

    boolean isAgreed() {
        return agreed.containsAll(awaited);
    }

    Closing agreedBy(String service) {
        Set<String> more = new TreeSet<>(agreed);
        more.add(service);
        return with(state, more, eraseAt, null);
    }

    Closing waiting(Instant until) {
        return with(State.WAITING, Set.of(), until, null);
    }

    Closing closing() {
        return with(State.CLOSING, Set.of(), eraseAt, null);
    }

    Closing kept(String reason) {
        return with(State.KEPT, agreed, null, reason);
    }

    private Closing with(State next, Set<String> nextAgreed, @Nullable Instant until, @Nullable String reason) {
        return new Closing(id, tenantId, userId, next, awaited, nextAgreed, askedAt, until, reason, version + 1);
    }
}
