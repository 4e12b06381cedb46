package dev.coffer.notification.workflow;

import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.message.NotificationPriority;
import java.util.List;

/**
 * What follows from an event of one type.
 *
 * @param event its type: "wallet.deposit.completed"
 * @param version of the tenant's own, from 1; {@value #BUILT_IN} where it is as it comes
 * @param isCritical whether a user is told whatever they chose
 * @param isEnabled whether anybody is told
 */
public record Workflow(
        String event,
        int version,
        NotificationCategory category,
        boolean isCritical,
        NotificationPriority priority,
        boolean isEnabled,
        List<WorkflowStep> steps) {

    static final int BUILT_IN = 0;

    public Workflow {
        steps = List.copyOf(steps);
    }

    boolean isBuiltIn() {
        return version == BUILT_IN;
    }

    Workflow next() {
        return new Workflow(event, version + 1, category, isCritical, priority, isEnabled, steps);
    }

    @Override
    public String toString() {
        return "Workflow[" + event + ", " + version + "]";
    }
}
