package dev.coffer.auth.token;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All keys at one moment, the oldest generation first. Of those whose turn has come the youngest signs; the one after it is
 * published before its turn; those before it are published for as long as tokens live that they signed.
 */
record Ring(List<SigningKey> keys) {

    /** The life of an access token, with room for clocks and for replicas that have not heard of the change. */
    static final Duration PUBLISHED_AFTERWARDS = Duration.ofMinutes(10);

    /** What became of a key. */
    enum State {
        NEXT,
        CURRENT,
        RETIRED,
        DISTRUSTED
    }

    Ring {
        keys = List.copyOf(keys);
    }

    @Nullable
    SigningKey current() {
        SigningKey found = null;
        for (SigningKey key : keys) {
            if (key.isTrusted() && key.signsFrom() != null) {
                found = key;
            }
        }
        return found;
    }

    @Nullable
    SigningKey next() {
        return keys.stream()
                .filter(key -> key.isTrusted() && key.signsFrom() == null)
                .findFirst()
                .orElse(null);
    }

    State stateOf(SigningKey key) {
        if (!key.isTrusted()) {
            return State.DISTRUSTED;
        }
        if (key.signsFrom() == null) {
            return State.NEXT;
        }
        return key.equals(current()) ? State.CURRENT : State.RETIRED;
    }

    /** The keys whose tokens count now. */
    List<SigningKey> published(Instant now) {
        List<SigningKey> published = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            boolean isFresh = stateOf(keys.get(i)) != State.RETIRED
                    || now.isBefore(retiredAt(i).plus(PUBLISHED_AFTERWARDS));
            if (keys.get(i).isTrusted() && isFresh) {
                published.add(keys.get(i));
            }
        }
        return published;
    }

    /** When the turn of the one after it came. */
    private Instant retiredAt(int place) {
        for (SigningKey later : keys.subList(place + 1, keys.size())) {
            if (later.signsFrom() != null) {
                return later.signsFrom();
            }
        }
        throw new IllegalStateException(keys.get(place) + " is retired and nobody follows it");
    }
}
