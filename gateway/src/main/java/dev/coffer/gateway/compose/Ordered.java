package dev.coffer.gateway.compose;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;

/** Immutable copies that keep the order of a schema, which {@code Map.copyOf} and {@code Set.copyOf} lose. */
final class Ordered {
    private Ordered() {}

    static <K, V> SequencedMap<K, V> copyOf(Map<K, V> map) {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(map));
    }

    static <T> SequencedSet<T> copyOf(Collection<T> items) {
        return Collections.unmodifiableSequencedSet(new LinkedHashSet<>(items));
    }
}
