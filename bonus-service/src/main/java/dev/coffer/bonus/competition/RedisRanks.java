package dev.coffer.bonus.competition;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@link Ranks} in Redis, two keys for each competition: its places as a sorted set of {@link Placing#key}s, all with the same score
 * so that the order is that of the texts, exact whatever the numbers; and a hash of what is known of each player, "version:key". A
 * competition is known where the hash names the very run of Redis that the connection leads to: one that was started anew may have
 * forgotten what it had already answered for. Both keys are forgotten some days after their last change, and built again when somebody
 * asks.
 */
final class RedisRanks implements Ranks {

    private static final Duration KEPT = Duration.ofDays(7);

    /** The hash is forgotten first: without it nothing is answered. */
    private static final Duration PLACES_KEPT_LONGER = Duration.ofMinutes(1);

    private static final int CHUNK = 1_000;
    private static final String NOBODY = "-";

    /** KEYS places, players; ARGV milliseconds for each, then user, version and key of each score; no key for no place. */
    private static final String PUT = """
        for i = 3, #ARGV, 3 do
          local user, version, key = 'u:' .. ARGV[i], tonumber(ARGV[i + 1]), ARGV[i + 2]
          local known = redis.call('HGET', KEYS[2], user)
          local colon = known and string.find(known, ':', 1, true)
          if not known or tonumber(string.sub(known, 1, colon - 1)) < version then
            if known and #known > colon then redis.call('ZREM', KEYS[1], string.sub(known, colon + 1)) end
            if key ~= '' then redis.call('ZADD', KEYS[1], 0, key) end
            redis.call('HSET', KEYS[2], user, ARGV[i + 1] .. ':' .. key)
          end
        end
        redis.call('PEXPIRE', KEYS[1], ARGV[1])
        redis.call('PEXPIRE', KEYS[2], ARGV[2])
        return 0
        """;

    /** KEYS players; ARGV the run, milliseconds. */
    private static final String KNOW = """
        redis.call('HSET', KEYS[1], 'run', ARGV[1])
        redis.call('PEXPIRE', KEYS[1], ARGV[2])
        return 0
        """;

    /** KEYS places, players; ARGV the run, 1 for forward, edge of the range, limit. Gives the rank of the first, then the keys. */
    private static final String PAGE = """
        if redis.call('HGET', KEYS[2], 'run') ~= ARGV[1] then return {} end
        local found
        if ARGV[2] == '1' then
          found = redis.call('ZRANGEBYLEX', KEYS[1], ARGV[3], '+', 'LIMIT', 0, ARGV[4])
        else
          found = redis.call('ZREVRANGEBYLEX', KEYS[1], ARGV[3], '-', 'LIMIT', 0, ARGV[4])
        end
        local first = #found > 0 and redis.call('ZRANK', KEYS[1], found[1]) or 0
        table.insert(found, 1, tostring(first))
        return found
        """;

    /** KEYS places, players; ARGV the run, user. Gives how many there are, then rank and key, or "-". */
    private static final String SUMMARY = """
        if redis.call('HGET', KEYS[2], 'run') ~= ARGV[1] then return {} end
        local count = tostring(redis.call('ZCARD', KEYS[1]))
        local known = redis.call('HGET', KEYS[2], 'u:' .. ARGV[2])
        local key = known and string.sub(known, string.find(known, ':', 1, true) + 1) or ''
        if key == '' then return {count, '-'} end
        return {count, tostring(redis.call('ZRANK', KEYS[1], key)), key}
        """;

    private final RedisRun redis;

    RedisRanks(RedisRun redis) {
        this.redis = redis;
    }

    /** The braces put both on one slot of a cluster. */
    private static String[] keys(Board board) {
        String stem = "bonus:leaderboard:{" + board.tenantId() + '/' + board.id() + '}';
        return new String[] {stem + ":places", stem + ":players"};
    }

    @Override
    public void put(Board board, Collection<Score> scores) {
        demand(link -> put(link, board, scores));
    }

    private static long put(RedisRun.Link link, Board board, Collection<Score> scores) {
        List<String> arguments = new ArrayList<>();
        arguments.add(Long.toString(KEPT.plus(PLACES_KEPT_LONGER).toMillis()));
        arguments.add(Long.toString(KEPT.toMillis()));
        for (Score score : scores) {
            arguments.add(score.userId());
            arguments.add(Long.toString(score.version()));
            arguments.add(score.hasPlace() ? score.placing().key() : "");
        }
        link.commands().eval(PUT, ScriptOutputType.INTEGER, keys(board), arguments.toArray(String[]::new));
        return scores.size();
    }

    /** By one connection from beginning to end: by another, it might be another Redis. */
    @Override
    public void rebuild(Board board, Scores scores) {
        demand(link -> {
            scores.each(board, CHUNK, chunk -> put(link, board, chunk));
            String[] players = {keys(board)[1]};
            return link.commands()
                    .eval(KNOW, ScriptOutputType.INTEGER, players, link.run(), Long.toString(KEPT.toMillis()));
        });
    }

    private <T> void demand(Function<RedisRun.Link, T> work) {
        try {
            redis.with(work);
        } catch (RedisException away) {
            throw new CodedException(
                    CommonError.UNAVAILABLE, "Leaderboards cannot be changed at the moment.", null, away);
        }
    }

    @Override
    public @Nullable List<Place> page(Board board, @Nullable Placing from, boolean isForward, int limit) {
        String edge = from == null ? (isForward ? "-" : "+") : '(' + from.key();
        List<String> found = ask(board, PAGE, isForward ? "1" : "0", edge, Integer.toString(limit));
        if (found.isEmpty()) {
            return null;
        }
        int first = Integer.parseInt(found.getFirst());
        List<Place> places = new ArrayList<>();
        for (int i = 1; i < found.size(); i++) {
            int rank = isForward ? first + i - 1 : first - i + 1;
            places.add(new Place(rank + 1, Placing.ofKey(found.get(i))));
        }
        return places;
    }

    @Override
    public @Nullable Summary summary(Board board, String userId) {
        List<String> found = ask(board, SUMMARY, userId);
        if (found.isEmpty()) {
            return null;
        }
        Place own = found.get(1).equals(NOBODY)
                ? null
                : new Place(Integer.parseInt(found.get(1)) + 1, Placing.ofKey(found.get(2)));
        return new Summary(Integer.parseInt(found.getFirst()), own);
    }

    /** Nothing where the competition is not known, or Redis is away. */
    private List<String> ask(Board board, String script, String... more) {
        try {
            return redis.with(link -> {
                List<String> arguments = new ArrayList<>();
                arguments.add(link.run());
                arguments.addAll(List.of(more));
                List<String> found = link.commands()
                        .eval(script, ScriptOutputType.MULTI, keys(board), arguments.toArray(String[]::new));
                return found == null ? List.of() : found;
            });
        } catch (RedisException away) {
            return List.of();
        }
    }
}
