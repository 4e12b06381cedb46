package dev.coffer.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Consumers;
import dev.coffer.core.events.EventContract;
import dev.coffer.core.events.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/reference/events.md} says what the code says, and no emitter has taken away what a consumer reads. To write it anew:
 * {@code ./mvnw -q -pl scripts -am test -Dtest=EventReferenceTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dcoffer.reference.write=true}.
 */
class EventReferenceTest {

    private static final Path REFERENCE = Path.of("..", "docs", "reference", "events.md");

    /** By service and name, such as "auth user.registered". */
    private static final Map<String, EventType<?>> TOLD = new TreeMap<>();

    private static final Map<String, Consumer> CONSUMERS = new TreeMap<>();
    private static final Set<String> OF_SETTINGS = new HashSet<>();

    @BeforeAll
    static void collect() throws ReflectiveOperationException {
        DeclaredBeans.each(Set.of(EventType.class, Consumer.class, Consumers.class), EventReferenceTest::add);
    }

    private static void add(String service, Object element) {
        if (element instanceof EventType<?> told) {
            TOLD.put(service + " " + told.name(), told);
        } else if (element instanceof Consumer consumer) {
            CONSUMERS.put(consumer.name(), consumer);
        } else if (element instanceof Consumers several) {
            several.all().forEach(consumer -> {
                OF_SETTINGS.add(consumer.name());
                add(service, consumer);
            });
        }
    }

    @Test
    void the_known_events_and_consumers_are_found() {
        assertThat(TOLD).containsKeys("auth user.registered", "payment wallet.transfer.completed");
        assertThat(CONSUMERS).containsKeys("payment-wallets");
    }

    @Test
    void every_consumer_can_read_what_its_emitter_tells() {
        assertThat(CONSUMERS.values())
                .allSatisfy(consumer -> consumer.reads().forEach((type, read) -> {
                    List<EventType<?>> told = told(consumer, type);
                    assertThat(told).as(consumer + ": nobody tells " + type).isNotEmpty();
                    assertThat(told)
                            .allSatisfy(each -> assertThat(EventContract.problems(each.data(), read))
                                    .as(consumer + " reads " + type)
                                    .isEmpty());
                }));
    }

    /** What the consumer's source tells; where a setting names the sources, not every one of them tells every type. */
    private static List<EventType<?>> told(Consumer consumer, String type) {
        EventType<?> exact = TOLD.get(consumer.source() + " " + type);
        if (exact != null || !OF_SETTINGS.contains(consumer.name())) {
            return exact == null ? List.of() : List.of(exact);
        }
        return TOLD.values().stream().filter(told -> told.name().equals(type)).toList();
    }

    @Test
    void the_reference_lists_every_event() throws IOException {
        String expected = reference();
        if (Boolean.getBoolean("coffer.reference.write")) {
            Files.createDirectories(REFERENCE.getParent());
            Files.writeString(REFERENCE, expected);
        }
        assertThat(REFERENCE)
                .as("stale: write it anew with -Dtest=EventReferenceTest -Dcoffer.reference.write=true")
                .hasContent(expected);
    }

    private static String reference() {
        StringBuilder text = new StringBuilder("""
            # Events

            Generated from the code by `EventReferenceTest`; do not edit.

            Each event travels in an envelope: `eventId eventType version timestamp tenantId userId correlationId causationId
            traceparent key seq data`. Events of one key are applied in the order of their commits, each exactly once by each
            consumer. Services read the Redis Stream `events:<service>`; outsiders may listen to the pub/sub channel
            `integration:<service>`, best effort. An emitter may add fields at any time; a test fails where it takes away one
            that a consumer reads.
            """);
        TOLD.forEach((place, told) -> text.append(section(place.split(" ")[0], told)));
        return text.toString();
    }

    private static String section(String service, EventType<?> told) {
        StringBuilder text =
                new StringBuilder("""

                    ## %s

                    From %s, version %d. %s

                    | field | in JSON | read by |
                    |---|---|---|
                    """.formatted(told.name(), service, told.version(), readers(service, told)));
        Arrays.stream(told.data().getRecordComponents())
                .forEach(field -> text.append("| `%s` | %s | %s |%n"
                        .formatted(
                                field.getName(),
                                EventContract.kindOf(field.getGenericType()),
                                String.join(", ", readersOf(service, told, field.getName())))));
        return text.toString();
    }

    private static String readers(String service, EventType<?> told) {
        String names = CONSUMERS.values().stream()
                .filter(consumer -> isReader(consumer, service, told))
                .map(consumer -> "`" + consumer.name() + "`")
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "No consumer of ours yet." : "Consumers: " + names + ".";
    }

    private static List<String> readersOf(String service, EventType<?> told, String field) {
        return CONSUMERS.values().stream()
                .filter(consumer -> isReader(consumer, service, told))
                .filter(consumer -> Arrays.stream(
                                Objects.requireNonNull(consumer.reads().get(told.name()))
                                        .getRecordComponents())
                        .anyMatch(component -> component.getName().equals(field)))
                .map(consumer -> "`" + consumer.name() + "`")
                .toList();
    }

    private static boolean isReader(Consumer consumer, String service, EventType<?> told) {
        return consumer.source().equals(service) && consumer.reads().containsKey(told.name());
    }
}
