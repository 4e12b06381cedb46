package dev.coffer.notification.workflow;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.NotificationPriority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The inputs of {@code workflow.graphqls}. */
final class WorkflowInputs {

    static final int MOST_STEPS = 20;

    private static final int LONGEST_VALUE = 200;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,49}");

    private WorkflowInputs() {}

    record ConditionInput(
            String field,
            StepCondition.Operator operator,
            @Nullable String value) {

        StepCondition toCondition() {
            if (operator.needsValue() == (value == null)) {
                throw new IllegalArgumentException(
                        operator + (value == null ? " needs a value." : " compares with no value."));
            }
            if (value != null && value.length() > LONGEST_VALUE) {
                throw new IllegalArgumentException("A value has at most " + LONGEST_VALUE + " characters.");
            }
            return new StepCondition(field, operator, value);
        }
    }

    record TimingInput(
            StepTiming.Kind kind, int seconds, @Nullable String step) {

        StepTiming toTiming(Map<String, WorkflowStep> before) {
            if (seconds < 1 || seconds > StepTiming.LONGEST.toSeconds()) {
                throw new IllegalArgumentException(
                        "A step waits for 1 to " + StepTiming.LONGEST.toSeconds() + " seconds, not " + seconds + ".");
            }
            if ((kind == StepTiming.Kind.UNLESS_REACHED) == (step == null)) {
                throw new IllegalArgumentException(
                        kind + (step == null ? " needs the step that it waits for." : " waits for no other step."));
            }
            if (step != null) {
                requireAwaitable(before.get(step), step);
            }
            return new StepTiming(kind, Duration.ofSeconds(seconds), step);
        }

        private static void requireAwaitable(@Nullable WorkflowStep awaited, String name) {
            StepTiming timing = awaited == null ? null : awaited.timing();
            if (awaited == null || (timing != null && timing.kind() == StepTiming.Kind.DIGEST)) {
                throw new IllegalArgumentException("No step " + name + " with a message of its own stands before it.");
            }
        }
    }

    record StepInput(
            String name,
            NotificationChannel channel,
            String template,
            @Nullable ConditionInput condition,
            @Nullable TimingInput timing) {

        /** @param before the steps that stand before it, by their names */
        WorkflowStep toStep(Map<String, WorkflowStep> before) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "A step's name is of 1 to 50 small letters, digits and -, and begins with a letter: mail.");
            }
            if (before.containsKey(name)) {
                throw new IllegalArgumentException("There is another step " + name + ".");
            }
            WorkflowStep step = new WorkflowStep(
                    name,
                    channel,
                    template,
                    condition == null ? null : condition.toCondition(),
                    timing == null ? null : timing.toTiming(before));
            before.put(name, step);
            return step;
        }
    }

    /** {@code SaveWorkflowInput}. */
    record SaveInput(
            String event,
            NotificationCategory category,
            boolean isCritical,
            NotificationPriority priority,
            boolean isEnabled,
            List<StepInput> steps,
            int expectedVersion) {

        /** @throws CodedException INVALID_INPUT naming every field that is wrong */
        Workflow toDraft() {
            if (steps.isEmpty() || steps.size() > MOST_STEPS) {
                throw CodedException.invalid(
                        "input.steps", "A workflow has 1 to " + MOST_STEPS + " steps, not " + steps.size() + ".");
            }
            FieldChecks checks = new FieldChecks();
            Map<String, WorkflowStep> names = new HashMap<>();
            List<WorkflowStep> read = new ArrayList<>();
            for (int i = 0; i < steps.size(); i++) {
                StepInput step = steps.get(i);
                WorkflowStep one = checks.read("input.steps[" + i + "]", () -> step.toStep(names));
                if (one != null) {
                    read.add(one);
                }
            }
            checks.require();
            return new Workflow(event, expectedVersion, category, isCritical, priority, isEnabled, read);
        }
    }
}
