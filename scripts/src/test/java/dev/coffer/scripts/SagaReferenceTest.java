package dev.coffer.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.saga.Saga;
import dev.coffer.core.saga.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/reference/sagas.md} says what the code says. To write it anew: {@code ./mvnw -q -pl scripts -am test
 * -Dtest=SagaReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -Dcoffer.reference.write=true}.
 */
class SagaReferenceTest {

    private static final Path REFERENCE = Path.of("..", "docs", "reference", "sagas.md");

    /** By service and name, such as "auth registration". */
    private static final Map<String, Saga<?>> SAGAS = new TreeMap<>();

    @BeforeAll
    static void collect() throws ReflectiveOperationException {
        DeclaredBeans.each(Set.of(Saga.class), (service, declared) -> {
            if (declared instanceof Saga<?> saga) {
                SAGAS.put(service + " " + saga.name(), saga);
            }
        });
    }

    @Test
    void the_known_sagas_are_found() {
        assertThat(SAGAS).containsKeys("auth registration");
    }

    @Test
    void the_reference_shows_every_saga() throws IOException {
        StringBuilder text = new StringBuilder("""
            # Sagas

            Generated from the code by `SagaReferenceTest`; do not edit.

            A saga is a long transaction of several steps. Each step's time is the longest that it may take with all its tries;
            what cannot be finished is undone in reverse order. `coffer saga list` and the fields `<service>Sagas` show those that
            are under way; see [core-lib](../core-lib.md) for what the states mean.
            """);
        SAGAS.forEach((place, saga) -> text.append(section(place.split(" ")[0], saga)));
        if (Boolean.getBoolean("coffer.reference.write")) {
            Files.writeString(REFERENCE, text);
        }
        assertThat(REFERENCE)
                .as("stale: write it anew with -Dtest=SagaReferenceTest -Dcoffer.reference.write=true")
                .hasContent(text.toString());
    }

    private static String section(String service, Saga<?> saga) {
        StringBuilder text = new StringBuilder("""

                ## %s

                In %s, version %d.

                ```mermaid
                stateDiagram-v2
                """.formatted(saga.name(), service, saga.version()));
        List<? extends Step<?>> steps = saga.steps();
        text.append("    [*] --> ").append(id(steps.getFirst())).append('\n');
        for (int number = 0; number < steps.size(); number++) {
            Step<?> step = steps.get(number);
            text.append("    %s: %s, %s, %s%n".formatted(id(step), step.name(), kind(step), time(step.time())));
            String next = number + 1 < steps.size() ? id(steps.get(number + 1)) : "COMPLETED";
            text.append("    %s --> %s%n".formatted(id(step), next));
            text.append(wayBack(steps, number));
        }
        return text.append("    COMPLETED --> [*]\n    COMPENSATED --> [*]\n```\n")
                .toString();
    }

    /** Where a step leads that cannot be finished. */
    private static String wayBack(List<? extends Step<?>> steps, int number) {
        Step<?> step = steps.get(number);
        boolean isPastPivot = steps.subList(0, number).stream().anyMatch(Step::isPivot);
        String undo = "undo_" + id(step);
        String before = number == 0 ? "COMPENSATED" : undoOf(steps.subList(0, number));
        String failed = isPastPivot ? "NEEDS_ATTENTION" : step.isCompensated() ? undo : before;
        StringBuilder text =
                new StringBuilder("    %s --> %s: refused, too late or cancelled%n".formatted(id(step), failed));
        if (step.isCompensated()) {
            text.append("    %s: undo %s%n    %s --> %s%n".formatted(undo, step.name(), undo, before));
        }
        return text.toString();
    }

    private static String undoOf(List<? extends Step<?>> before) {
        return before.reversed().stream()
                .filter(Step::isCompensated)
                .findFirst()
                .map(step -> "undo_" + id(step))
                .orElse("COMPENSATED");
    }

    private static String kind(Step<?> step) {
        return step.isAwait() ? "waits" : step.isCall() ? "a call outside" : "local";
    }

    private static String time(Duration time) {
        return time.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static String id(Step<?> step) {
        return step.name().replace('-', '_');
    }
}
