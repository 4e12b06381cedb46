package dev.coffer.core.permission;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.coffer.access.Urn;
import dev.coffer.core.identity.Caller;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a caller's access token may be used for at most, besides what the caller's roles permit. */
public final class Scopes {

    private static final Urn EVERYTHING = Urn.parse("*:*:all");
    private static final int MAX_REMEMBERED = 2_000;
    /** Tokens of one client mostly have the same scopes, and one token is asked about many times. */
    private static final LoadingCache<Set<String>, Scopes> REMEMBERED =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build(Scopes::new);

    private final List<Scope> scopes;

    private Scopes(Set<String> names) {
        scopes = names.stream().map(Scope::find).filter(Objects::nonNull).toList();
    }

    /** @param names as the claim has them; those that are no {@link Scope} permit nothing */
    public static Scopes of(Set<String> names) {
        return REMEMBERED.get(Set.copyOf(names));
    }

    /** Those of the caller's token; null where it has no such limit. */
    public static @Nullable Scopes find(Caller caller) {
        Set<String> names = caller.terms().scopes();
        return names == null ? null : of(names);
    }

    /**
     * Whether the caller's token is no narrower than their roles. Whoever gives others permissions must ask: what is given may be used
     * without the limits of the token that it was given with.
     */
    public static boolean areUnlimited(Caller caller) {
        Scopes scopes = find(caller);
        return scopes == null || scopes.cover(EVERYTHING);
    }

    /** Whether one of them lets a token be used for all that the permission is about. */
    public boolean cover(Urn permission) {
        for (Scope scope : scopes) {
            if (scope.urn().covers(permission)) {
                return true;
            }
        }
        return false;
    }
}
