package dev.coffer.notification.workflow;

import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.NotificationPriority;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event that users can be told of.
 *
 * @param source the service that tells it: "payment"
 * @param fields what templates and conditions may ask it for
 * @param builtIn what follows from it where a tenant has not said otherwise
 */
public record KnownEvent(String source, Set<String> fields, Workflow builtIn) {

    public KnownEvent {
        fields = Set.copyOf(fields);
    }

    /** Its type. */
    public String type() {
        return builtIn.event();
    }

    static KnownEvent of(String source, String type, NotificationCategory category, String... fields) {
        return new KnownEvent(
                source,
                Set.of(fields),
                new Workflow(type, Workflow.BUILT_IN, category, false, NotificationPriority.NORMAL, true, List.of()));
    }

    /** Told at once, and whatever the user chose. */
    KnownEvent critical() {
        return new KnownEvent(
                source,
                fields,
                new Workflow(
                        type(),
                        Workflow.BUILT_IN,
                        builtIn.category(),
                        true,
                        NotificationPriority.URGENT,
                        true,
                        builtIn.steps()));
    }

    /** Also a message in the inbox, by the template that is named after the event. */
    KnownEvent inbox() {
        return inbox("inbox", type(), null);
    }

    KnownEvent inbox(String step, String template, @Nullable StepCondition condition) {
        return with(new WorkflowStep(step, NotificationChannel.IN_APP, template, condition, null));
    }

    /** Also a mail, by the template that is named after the event. */
    KnownEvent mail() {
        return mail("mail", type(), null);
    }

    KnownEvent mail(String step, String template, @Nullable StepCondition condition) {
        return with(new WorkflowStep(step, NotificationChannel.EMAIL, template, condition, null));
    }

    private KnownEvent with(WorkflowStep step) {
        List<WorkflowStep> steps = new ArrayList<>(builtIn.steps());
        steps.add(step);
        return new KnownEvent(
                source,
                fields,
                new Workflow(
                        type(),
                        Workflow.BUILT_IN,
                        builtIn.category(),
                        builtIn.isCritical(),
                        builtIn.priority(),
                        true,
                        steps));
    }
}
