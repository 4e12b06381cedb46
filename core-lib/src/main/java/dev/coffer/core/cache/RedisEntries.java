package dev.coffer.core.cache;

import dev.coffer.core.ids.Ids;
import io.lettuce.core.ScriptOutputType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link SharedEntries} in Redis, and what other processes do to them. */
final class RedisEntries implements SharedEntries, RedisLink.Party {

    private final RedisLink link;
    private final CacheKeys keys;
    private final CacheLimits limits;
    private final Ids ids;
    private final NewsFeed feed;
    private final PendingInvalidations pending;

    RedisEntries(RedisLink link, String name, CacheLimits limits, Ids ids, Cache.News news) {
        this.link = link;
        this.keys = CacheKeys.of(name);
        this.limits = limits;
        this.ids = ids;
        this.feed = new NewsFeed(news);
        this.pending = new PendingInvalidations(limits.maxPending());
    }

    void join() {
        link.join(keys.channel(), this);
    }

    @Override
    public Found find(TenantKey key) {
        return find(key, "0");
    }

    @Override
    public Found replace(TenantKey key) {
        return find(key, "1");
    }

    private Found find(TenantKey key, String isForgotten) {
        if (pending.holds(key)) {
            return new Found.Away();
        }
        try {
            List<Object> reply = this.<List<Object>>eval(
                    RedisScripts.FIND,
                    ScriptOutputType.MULTI,
                    keysOf(key),
                    bytes(ids.next()),
                    bytes(limits.loadTime().toMillis()),
                    bytes(isForgotten));
            return switch (text(reply.get(0))) {
                case "VALUE" ->
                    new Found.Value((byte[]) reply.get(1), Duration.ofMillis(Math.max(0, (Long) reply.get(2))));
                case "OURS" -> new Found.Nothing(fence(reply), true);
                default -> new Found.Nothing(fence(reply), false);
            };
        } catch (RedisAway away) {
            return new Found.Away();
        }
    }

    private static Fence fence(List<Object> reply) {
        return new Fence(text(reply.get(1)), text(reply.get(2)));
    }

    @Override
    public Stored store(TenantKey key, Fence fence, byte[] payload, Duration ttl) {
        try {
            long stored = this.<Long>eval(
                    RedisScripts.STORE,
                    ScriptOutputType.INTEGER,
                    keysOf(key),
                    bytes(fence.epoch()),
                    bytes(fence.token()),
                    payload,
                    bytes(Math.max(1, ttl.toMillis())));
            return stored == 1 ? Stored.STORED : Stored.OVERTAKEN;
        } catch (RedisAway away) {
            return Stored.AWAY;
        }
    }

    @Override
    public void release(TenantKey key, Fence fence) {
        try {
            this.<Long>eval(RedisScripts.RELEASE, ScriptOutputType.INTEGER, keysOf(key), bytes(fence.token()));
        } catch (RedisAway away) {
            // It expires.
        }
    }

    @Override
    public void invalidate(TenantKey key) {
        // Noted first, so that no reader of this process finds the former value in Redis from here on.
        sendOrKeep(pending.add(key));
    }

    @Override
    public void invalidateAll() {
        sendOrKeep(pending.addAll());
    }

    private void sendOrKeep(PendingInvalidations.Pending one) {
        try {
            send(one);
        } catch (RedisAway away) {
            // It waits for tend().
        }
    }

    private void send(PendingInvalidations.Pending one) throws RedisAway {
        send(one.key());
        pending.done(one);
    }

    private void send(@Nullable TenantKey key) throws RedisAway {
        if (key == null) {
            this.<Long>eval(
                    RedisScripts.INVALIDATE_ALL,
                    ScriptOutputType.INTEGER,
                    new String[] {keys.meta()},
                    bytes(ids.next()),
                    bytes(keys.channel()));
        } else {
            this.<Long>eval(
                    RedisScripts.INVALIDATE,
                    ScriptOutputType.INTEGER,
                    keysOf(key),
                    bytes(ids.next()),
                    bytes(keys.channel()),
                    bytes(key.text()));
        }
    }

    @Override
    public void heard(String message) {
        feed.heard(message);
    }

    @Override
    public void subscribed() {
        feed.resumed();
    }

    @Override
    public void tend() {
        try {
            for (PendingInvalidations.Pending one : pending.all()) {
                send(one);
            }
            long resumptions = feed.resumptions();
            byte[] version = this.<byte[]>eval(
                    RedisScripts.VERSION, ScriptOutputType.VALUE, new String[] {keys.meta()}, bytes(ids.next()));
            feed.looked(CacheVersion.parse(text(version)), resumptions);
        } catch (RedisAway away) {
            // The next time.
        }
    }

    private String[] keysOf(TenantKey key) {
        return new String[] {keys.meta(), keys.value(key), keys.fence(key)};
    }

    private <T> T eval(String script, ScriptOutputType type, String[] on, byte[]... arguments) throws RedisAway {
        return link.ask(redis -> redis.<T>eval(script, type, on, arguments));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(long number) {
        return bytes(Long.toString(number));
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }
}
