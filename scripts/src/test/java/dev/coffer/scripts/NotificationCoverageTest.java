package dev.coffer.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.events.EventType;
import dev.coffer.notification.workflow.KnownEvent;
import dev.coffer.notification.workflow.KnownEvents;
import dev.coffer.notification.workflow.SilentEvents;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every event that a service tells is told to users, or somebody has said why not. For a new one: add it to {@link KnownEvents}, with
 * its template in {@code notification-service/.../template/*.properties}, or to {@link SilentEvents}.
 */
class NotificationCoverageTest {

    /** By service and name, such as "auth user.registered". */
    private static final TreeMap<String, EventType<?>> TOLD = new TreeMap<>();

    @BeforeAll
    static void collect() throws ReflectiveOperationException {
        DeclaredBeans.each(Set.of(EventType.class), (service, element) -> {
            if (element instanceof EventType<?> told) {
                TOLD.put(service + " " + told.name(), told);
            }
        });
    }

    @Test
    void every_event_is_told_to_users_or_silent_for_a_reason() {
        Set<String> missing = new TreeSet<>();
        TOLD.forEach((place, told) -> {
            if (KnownEvents.find(told.name()) == null && !SilentEvents.why().containsKey(told.name())) {
                missing.add(place);
            }
        });
        assertThat(missing)
                .as("events with neither a workflow in KnownEvents nor a reason in SilentEvents")
                .isEmpty();
    }

    @Test
    void nothing_is_silent_that_nobody_tells() {
        Set<String> names = new TreeSet<>();
        TOLD.values().forEach(told -> names.add(told.name()));
        assertThat(names).containsAll(SilentEvents.why().keySet());
    }

    @Test
    void what_messages_ask_of_an_event_is_told_by_it_and_by_that_service() {
        assertThat(KnownEvents.all()).isNotEmpty().allSatisfy(known -> {
            String place = known.source() + " " + known.type();
            assertThat(TOLD).containsKey(place);
            assertThat(fields(known)).as(place).containsAll(known.fields()).contains("userId");
        });
    }

    private static List<String> fields(KnownEvent known) {
        EventType<?> told = Objects.requireNonNull(TOLD.get(known.source() + " " + known.type()));
        return Arrays.stream(told.data().getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }
}
