package dev.coffer.core.events;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The event types that this service emits, found by the record that carries their data. */
public final class EventTypes {

    private final Map<Class<?>, EventType<?>> byData = new HashMap<>();

    public EventTypes(List<EventType<?>> types) {
        for (EventType<?> type : types) {
            if (byData.put(type.data(), type) != null) {
                throw new IllegalArgumentException(
                        "two event types share the record " + type.data().getName());
            }
        }
        long names = types.stream().map(EventType::name).distinct().count();
        if (names != types.size()) {
            throw new IllegalArgumentException("an event type is registered twice: " + types);
        }
    }

    EventType<?> of(Object data) {
        EventType<?> type = byData.get(data.getClass());
        if (type == null) {
            throw new IllegalArgumentException(
                    "no event type is registered for " + data.getClass().getName());
        }
        return type;
    }
}
