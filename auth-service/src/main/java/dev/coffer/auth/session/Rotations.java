package dev.coffer.auth.session;

import dev.coffer.auth.session.RefreshFamily.Presented;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.Users;
import dev.coffer.core.identity.Client;
import dev.coffer.core.store.GroupCommit;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The usual refresh, which needs no transaction: the token is the newest, and nobody else presents it at the moment. Those that
 * come at one time are written together.
 */
final class Rotations {

    private static final int MOST_TOGETHER = 64;

    private final Sessions sessions;
    private final Users users;
    private final RefreshTokens tokens;
    private final SessionLimits limits;
    private final Clock clock;
    private final GroupCommit<Asked, Optional<Turned>> commits = new GroupCommit<>(MOST_TOGETHER, this::rotate);

    Rotations(Sessions sessions, Users users, RefreshTokens tokens, SessionLimits limits, Clock clock) {
        this.sessions = sessions;
        this.users = users;
        this.tokens = tokens;
        this.limits = limits;
        this.clock = clock;
    }

    private record Asked(RefreshToken token, Client client) {}

    /**
     * A session that went on.
     *
     * @param user as after it: who was locked before had no session to rotate, and who is locked from then on has access tokens
     *     revoked; null where there is none any more
     */
    record Turned(Presented.Rotated rotated, @Nullable User user) {}

    /** Empty where it is not the usual case, or not any more, or that is not known: then a transaction finds out. */
    Optional<Turned> rotate(RefreshToken token, Client client) {
        return commits.submit(new Asked(token, client));
    }

    private List<Optional<Turned>> rotate(List<Asked> group) {
        Map<Asked, Turned> turned = new HashMap<>();
        group.stream()
                .collect(Collectors.groupingBy(asked -> asked.token().tenantId()))
                .forEach((tenantId, theirs) -> turned.putAll(rotate(tenantId, theirs)));
        return group.stream()
                .map(asked -> Optional.ofNullable(turned.get(asked)))
                .toList();
    }

    private Map<Asked, Turned> rotate(String tenantId, List<Asked> group) {
        Map<String, RefreshFamily> families =
                sessions
                        .findAll(
                                tenantId,
                                group.stream()
                                        .map(asked -> asked.token().sessionId())
                                        .toList())
                        .stream()
                        .collect(Collectors.toMap(RefreshFamily::sessionId, Function.identity()));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<Asked, Presented.Rotated> rotated = new LinkedHashMap<>();
        for (Asked asked : group) {
            // Taken out: where a session is asked for twice, the other one is a repeat.
            RefreshFamily family = families.remove(asked.token().sessionId());
            if (family != null && family.present(asked.token(), tokens, limits, now) instanceof Presented.Rotated one) {
                rotated.put(asked, new Presented.Rotated(one.family().seen(asked.client()), one.successor()));
            }
        }
        return isSaved(tenantId, rotated) ? withUsers(tenantId, rotated) : Map.of();
    }

    /** False also where some were: which ones, the transactions find out. */
    private boolean isSaved(String tenantId, Map<Asked, Presented.Rotated> rotated) {
        List<RefreshFamily> families =
                rotated.values().stream().map(Presented.Rotated::family).toList();
        return !families.isEmpty() && sessions.rotateAll(tenantId, families) == families.size();
    }

    private Map<Asked, Turned> withUsers(String tenantId, Map<Asked, Presented.Rotated> rotated) {
        Map<String, User> byId = users
                .findAll(
                        tenantId,
                        rotated.values().stream()
                                .map(one -> one.family().userId())
                                .distinct()
                                .toList())
                .stream()
                .collect(Collectors.toMap(User::id, Function.identity()));
        Map<Asked, Turned> turned = new HashMap<>();
        rotated.forEach((asked, one) ->
                turned.put(asked, new Turned(one, byId.get(one.family().userId()))));
        return turned;
    }
}
