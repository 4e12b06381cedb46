package dev.coffer.notification.workflow;

import dev.coffer.notification.message.NotificationChannel;
import org.jspecify.annotations.Nullable;

/**
 * One message.
 *
 * @param name unique in the workflow: "inbox", "mail"
 * @param template its key
 * @param condition null where it is always sent
 * @param timing null where it is sent at once
 */
public record WorkflowStep(
        String name,
        NotificationChannel channel,
        String template,
        @Nullable StepCondition condition,
        @Nullable StepTiming timing) {}
