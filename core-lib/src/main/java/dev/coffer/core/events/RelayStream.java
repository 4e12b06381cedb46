package dev.coffer.core.events;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The relay's side of a stream. Every script checks the epoch, so that a Redis that lost its data, or a stream that another relay
 * has begun anew, is noticed before anything newer becomes visible. The connection never reconnects by itself: after any failure
 * the relay begins again with {@link #begin}.
 */
final class RelayStream implements AutoCloseable {

    private static final String BEFORE_OR_SAME = """
        local function split(id)
          local dash = string.find(id, '-', 1, true)
          return tonumber(string.sub(id, 1, dash - 1)), tonumber(string.sub(id, dash + 1))
        end
        local function beforeOrSame(a, b)
          local as, ar = split(a)
          local bs, br = split(b)
          return as < bs or (as == bs and ar <= br)
        end
        """;

    /** KEYS stream, meta; ARGV epoch, fence, last id of the journal, floor that the lanes need. */
    private static final String BEGIN = BEFORE_OR_SAME + """
        if tonumber(redis.call('HGET', KEYS[2], 'fence') or '0') > tonumber(ARGV[2]) then return {'FENCED', '0-0'} end
        redis.call('HSET', KEYS[2], 'epoch', ARGV[1], 'fence', ARGV[2])
        local floor = redis.call('HGET', KEYS[2], 'floor')
        if floor and beforeOrSame(floor, ARGV[4]) and redis.call('EXISTS', KEYS[1]) == 1 then
          local info = redis.call('XINFO', 'STREAM', KEYS[1])
          for i = 1, #info, 2 do
            if info[i] == 'last-generated-id' and beforeOrSame(ARGV[3], info[i + 1]) then return {'INTACT', floor} end
          end
        end
        redis.call('DEL', KEYS[1])
        redis.call('HSET', KEYS[2], 'floor', ARGV[4])
        return {'EMPTY', ARGV[4]}
        """;

    /** KEYS stream, meta; ARGV epoch, channel, then id, id before it, type, key, envelope, consumer or nothing of each event. */
    private static final String ADD = """
        if redis.call('HGET', KEYS[2], 'epoch') ~= ARGV[1] then return -1 end
        local added = 0
        for i = 3, #ARGV, 6 do
          local entry = {'i', ARGV[i], 'p', ARGV[i + 1], 't', ARGV[i + 2], 'k', ARGV[i + 3], 'e', ARGV[i + 4]}
          if ARGV[i + 5] ~= '' then
            entry[11] = 'c'
            entry[12] = ARGV[i + 5]
          end
          local reply = redis.pcall('XADD', KEYS[1], ARGV[i], unpack(entry))
          if type(reply) == 'table' and reply.err then
            if not string.find(reply.err, 'equal or smaller', 1, true) then return redis.error_reply(reply.err) end
          else
            added = added + 1
            if ARGV[i + 5] == '' then redis.call('PUBLISH', ARGV[2], ARGV[i + 4]) end
          end
        end
        return added
        """;

    private static final int ARGUMENTS_PER_EVENT = 6;

    /** KEYS stream, meta; ARGV epoch, new floor. */
    private static final String TRIM = BEFORE_OR_SAME + """
        if redis.call('HGET', KEYS[2], 'epoch') ~= ARGV[1] then return -1 end
        if beforeOrSame(ARGV[2], redis.call('HGET', KEYS[2], 'floor')) then return 0 end
        redis.call('HSET', KEYS[2], 'floor', ARGV[2])
        return redis.call('XTRIM', KEYS[1], 'MINID', '~', ARGV[2])
        """;

    /** KEYS stream, meta, lanes; ARGV epoch, the last entry that must be there or nothing. */
    private static final String LOOK = BEFORE_OR_SAME + """
        if redis.call('HGET', KEYS[2], 'epoch') ~= ARGV[1] then return {'CHANGED'} end
        if ARGV[2] ~= '' then
          local tail = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
          if #tail == 0 or not beforeOrSame(ARGV[2], tail[1][1]) then
            redis.call('HDEL', KEYS[2], 'epoch', 'floor')
            return {'CHANGED'}
          end
        end
        return redis.call('HGETALL', KEYS[3])
        """;

    private static final int TAIL_PAGE = 1_000;

    private final StreamKeys keys;
    private final StatefulRedisConnection<String, String> connection;
    private final RedisCommands<String, String> redis;
    private final EventJson json;

    /** The entry that the next one names as its predecessor: every one up to it is in the stream or was trimmed. */
    private StreamId previous = StreamId.ZERO;

    private boolean isFilled;

    RelayStream(RedisClient client, StreamKeys keys, EventJson json) {
        this.keys = keys;
        this.json = json;
        this.connection = client.connect();
        this.redis = connection.sync();
    }

    /**
     * How a stream was found.
     *
     * @param isIntact whether it still holds everything that the journal has after the floor; otherwise it is empty now
     * @param floor the stream has, or is to be refilled with, every event after it
     */
    record Beginning(boolean isIntact, StreamId floor) {}

    /** Puts the stream under this relay. @throws LeaseLost where a later relay has it */
    Beginning begin(String epoch, long fence, StreamId journaled, StreamId neededFloor) {
        List<String> reply = redis.eval(
                BEGIN,
                ScriptOutputType.MULTI,
                new String[] {keys.stream(), keys.meta()},
                epoch,
                Long.toString(fence),
                journaled.toString(),
                neededFloor.toString());
        if (reply.getFirst().equals("FENCED")) {
            throw new LeaseLost("a later relay has the stream " + keys.stream());
        }
        boolean isIntact = reply.getFirst().equals("INTACT");
        isFilled = isIntact;
        previous = isIntact ? journaled : neededFloor;
        return new Beginning(isIntact, StreamId.parse(reply.getLast()));
    }

    /** Adds the events that the stream does not have yet. @return how many; @throws EpochChanged if the stream is another */
    long add(String epoch, List<Relayed> events) {
        List<String> arguments = new ArrayList<>(2 + ARGUMENTS_PER_EVENT * events.size());
        arguments.add(epoch);
        arguments.add(keys.channel());
        StreamId before = previous;
        for (Relayed relayed : events) {
            arguments.add(relayed.id().toString());
            arguments.add(before.toString());
            before = relayed.id();
            arguments.add(relayed.event().eventType());
            arguments.add(relayed.event().key());
            arguments.add(json.envelope(relayed.event()));
            arguments.add(Objects.requireNonNullElse(relayed.event().replayedTo(), ""));
        }
        long added = sameEpoch(redis.eval(
                ADD,
                ScriptOutputType.INTEGER,
                new String[] {keys.stream(), keys.meta()},
                arguments.toArray(String[]::new)));
        previous = before;
        isFilled = true;
        return added;
    }

    /** Drops what every lane has handled. */
    long trim(String epoch, StreamId floor) {
        return sameEpoch(redis.eval(
                TRIM, ScriptOutputType.INTEGER, new String[] {keys.stream(), keys.meta()}, epoch, floor.toString()));
    }

    /** As {@link #lanes()}, of a stream that must still be the one that this relay fills. @throws EpochChanged if it is not */
    Map<String, LaneReport> lanes(String epoch) {
        List<String> reply = redis.eval(
                LOOK,
                ScriptOutputType.MULTI,
                new String[] {keys.stream(), keys.meta(), keys.lanes()},
                epoch,
                isFilled ? previous.toString() : "");
        if (reply.size() == 1) {
            throw new EpochChanged();
        }
        Map<String, LaneReport> lanes = new HashMap<>();
        for (int at = 0; at < reply.size(); at += 2) {
            lanes.put(reply.get(at), LaneReport.parse(reply.get(at + 1)));
        }
        return lanes;
    }

    /** Where the lanes of all consumers stand, "consumer/lane". */
    Map<String, LaneReport> lanes() {
        Map<String, LaneReport> lanes = new HashMap<>();
        redis.hgetall(keys.lanes()).forEach((lane, report) -> lanes.put(lane, LaneReport.parse(report)));
        return lanes;
    }

    /** The ids, by event id, of what the stream has after the given id. */
    Map<String, StreamId> tail(StreamId after) {
        Map<String, StreamId> tail = new HashMap<>();
        String from = after.toString();
        while (true) {
            List<StreamMessage<String, String>> page = redis.xrange(
                    keys.stream(),
                    Range.from(Range.Boundary.excluding(from), Range.Boundary.unbounded()),
                    Limit.from(TAIL_PAGE));
            for (StreamMessage<String, String> message : page) {
                from = message.getId();
                if (from.equals(message.getBody().get("i"))) {
                    tail.put(
                            EventJson.eventIdOf(
                                    Objects.requireNonNull(message.getBody().get("e"))),
                            StreamId.parse(from));
                }
            }
            if (page.size() < TAIL_PAGE) {
                return tail;
            }
        }
    }

    private static long sameEpoch(long reply) {
        if (reply < 0) {
            throw new EpochChanged();
        }
        return reply;
    }

    /** The stream is not the one that this relay began: Redis lost it, a lane refused it, or another relay took over. */
    static final class EpochChanged extends RuntimeException {

        private static final long serialVersionUID = 1L;

        EpochChanged() {
            super("the stream's epoch is another");
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
