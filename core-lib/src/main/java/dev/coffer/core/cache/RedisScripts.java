package dev.coffer.core.cache;

/** What happens to a cache's keys in Redis, each in one step. */
final class RedisScripts {

    private RedisScripts() {}

    /** Begins an epoch where there is none: Redis is new, or lost what it had. */
    private static final String EPOCH = """
        local epoch = redis.call('HGET', KEYS[1], 'e')
        if not epoch then
          epoch = ARGV[1]
          redis.call('HSET', KEYS[1], 'e', epoch, 'n', 0)
        end
        """;

    /** KEYS meta, value, fence; ARGV new token, milliseconds of a fence, 1 to forget the value first. */
    static final String FIND = EPOCH + """
        if ARGV[3] == '1' then redis.call('DEL', KEYS[2]) end
        local value = redis.call('GET', KEYS[2])
        if value and string.sub(value, 1, #epoch) == epoch then
          return {'VALUE', string.sub(value, #epoch + 1), redis.call('PTTL', KEYS[2])}
        end
        local token = redis.call('GET', KEYS[3])
        if token then return {'THEIRS', epoch, token} end
        redis.call('SET', KEYS[3], ARGV[1], 'PX', ARGV[2])
        return {'OURS', epoch, ARGV[1]}
        """;

    /** KEYS meta, value, fence; ARGV epoch, token, value, its milliseconds. */
    static final String STORE = """
        if redis.call('GET', KEYS[3]) ~= ARGV[2] or redis.call('HGET', KEYS[1], 'e') ~= ARGV[1] then return 0 end
        redis.call('SET', KEYS[2], ARGV[1] .. ARGV[3], 'PX', ARGV[4])
        redis.call('DEL', KEYS[3])
        return 1
        """;

    /** KEYS meta, value, fence; ARGV token. */
    static final String RELEASE = """
        if redis.call('GET', KEYS[3]) == ARGV[1] then return redis.call('DEL', KEYS[3]) end
        return 0
        """;

    /** KEYS meta, value, fence; ARGV new token, channel, key in one word. */
    static final String INVALIDATE = EPOCH + """
        redis.call('DEL', KEYS[2], KEYS[3])
        local number = redis.call('HINCRBY', KEYS[1], 'n', 1)
        redis.call('PUBLISH', ARGV[2], epoch .. ' ' .. number .. ' ' .. ARGV[3])
        return number
        """;

    /** KEYS meta; ARGV new token, channel. What is stored in the former epoch is never found again, and expires. */
    static final String INVALIDATE_ALL = """
        redis.call('HSET', KEYS[1], 'e', ARGV[1], 'n', 0)
        redis.call('PUBLISH', ARGV[2], ARGV[1] .. ' 0 ')
        return 0
        """;

    /** KEYS meta; ARGV new token. Gives "epoch number". */
    static final String VERSION = EPOCH + """
        return epoch .. ' ' .. redis.call('HGET', KEYS[1], 'n')
        """;
}
