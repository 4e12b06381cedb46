package dev.coffer.core.cache;

import tools.jackson.databind.json.JsonMapper;

/** How a cache's values look in Redis. */
public interface CacheCodec<V> {

    byte[] encode(V value);

    /** @throws RuntimeException for what it cannot read, such as an older form: the value is then loaded anew */
    V decode(byte[] bytes);

    /** JSON, for a record. */
    static <V> CacheCodec<V> json(Class<V> type) {
        JsonMapper mapper = JsonMapper.shared();
        return new CacheCodec<>() {

            @Override
            public byte[] encode(V value) {
                return mapper.writeValueAsBytes(value);
            }

            @Override
            public V decode(byte[] bytes) {
                return mapper.readValue(bytes, type);
            }
        };
    }
}
