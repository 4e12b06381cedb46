package dev.coffer.core.identity;

import dev.coffer.core.identity.Verification.Reason;
import dev.coffer.core.identity.Verification.Verified;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The revocations that a process knows, by key. */
public final class RevocationList implements Revocations {

    private final Map<String, Revocation> byKey = new ConcurrentHashMap<>();

    /** Adds what is not known yet; what is known stays known however often it comes. */
    public void addAll(Collection<Revocation> more) {
        more.forEach(one -> byKey.merge(one.key(), one, RevocationList::stricter));
    }

    private static Revocation stricter(Revocation one, Revocation other) {
        return new Revocation(
                one.key(),
                Math.max(one.below(), other.below()),
                one.until().isAfter(other.until()) ? one.until() : other.until());
    }

    /** Forgets those of which every token has expired. */
    public void forgetUntil(Instant now) {
        byKey.values().removeIf(one -> !one.until().isAfter(now));
    }

    public int size() {
        return byKey.size();
    }

    @Override
    public @Nullable Reason find(Verified token) {
        // Mostly nothing is revoked, and then no digest has to be made.
        if (byKey.isEmpty()) {
            return null;
        }
        for (String key : Revocation.keysOf(token)) {
            Revocation found = byKey.get(key);
            if (found != null && token.version() < found.below()) {
                return found.below() == Revocation.ALL ? Reason.REVOKED : Reason.OUTDATED;
            }
        }
        // The version in the token is its subject's, so nothing tells whether it was issued before the actor lost a
        // role or after.
        String actor = Revocation.actorKeyOf(token);
        return actor != null && byKey.containsKey(actor) ? Reason.OUTDATED : null;
    }
}
