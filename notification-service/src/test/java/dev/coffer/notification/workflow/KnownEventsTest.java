package dev.coffer.notification.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.notification.template.BuiltInTemplates;
import dev.coffer.notification.template.Template;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class KnownEventsTest {

    @Test
    void every_step_has_a_template_that_asks_for_nothing_its_event_does_not_tell() {
        assertThat(KnownEvents.all()).allSatisfy(event -> {
            assertThat(event.builtIn().steps()).as(event.type()).isNotEmpty();
            for (WorkflowStep step : event.builtIn().steps()) {
                Template template = Objects.requireNonNull(BuiltInTemplates.find(step.template()), step.template());
                assertThat(template.channels()).contains(step.channel());
                assertThat(event.fields()).as(event.type()).containsAll(template.names());
                StepCondition condition = step.condition();
                assertThat(condition == null || event.fields().contains(condition.field()))
                        .as(event.type())
                        .isTrue();
            }
        });
    }

    @Test
    void every_built_in_template_is_sent_by_some_step() {
        Set<String> sent = KnownEvents.all().stream()
                .flatMap(event -> event.builtIn().steps().stream())
                .map(WorkflowStep::template)
                .collect(Collectors.toSet());

        assertThat(BuiltInTemplates.all()).extracting(Template::key).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void no_event_is_both_told_and_silent_and_the_names_of_steps_are_their_own() {
        assertThat(KnownEvents.all())
                .extracting(KnownEvent::type)
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(SilentEvents.why().keySet());
        assertThat(KnownEvents.all()).allSatisfy(event -> {
            Set<String> names = new HashSet<>();
            assertThat(event.builtIn().steps()).allMatch(step -> names.add(step.name()));
        });
    }
}
