package dev.coffer.notification.workflow;

import dev.coffer.core.events.Endings;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.recipient.Recipient;
import dev.coffer.notification.recipient.Recipients;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tells a user of an event, as its workflow says: each step once, at once or later, however often the event comes. */
public final class RunWorkflow {

    private static final String LOCALE = "locale";
    private static final String ANY_LANGUAGE = "en";

    private final FindWorkflows workflows;
    private final Recipients recipients;
    private final TakeStep take;
    private final PostponeStep postpone;
    private final Endings closed;

    /** @param closed users who are there no more */
    RunWorkflow(FindWorkflows workflows, Recipients recipients, TakeStep take, PostponeStep postpone, Endings closed) {
        this.closed = closed;
        this.workflows = workflows;
        this.recipients = recipients;
        this.take = take;
        this.postpone = postpone;
    }

    /** Does nothing for an event of nobody's, a wallet of the house, or of somebody who is there no more. */
    public void run(EventEnvelope event, @Nullable String userId, UnitOfWork unit) {
        if (userId == null || userId.isBlank()) {
            return;
        }
        KnownEvent known = Objects.requireNonNull(KnownEvents.find(event.eventType()), event.eventType());
        Workflow workflow = workflows.find(unit, event.tenantId(), known);
        if (!workflow.isEnabled() || closed.isOver(unit, event.tenantId(), userId)) {
            return;
        }
        Map<String, String> told = told(event);
        String locale = locale(unit, event.tenantId(), userId, told);
        for (WorkflowStep step : workflow.steps()) {
            StepCondition condition = step.condition();
            if (condition == null || condition.holds(told)) {
                take(unit, event, workflow, step, message(event, userId, workflow, step, locale, told));
            }
        }
    }

    private void take(UnitOfWork unit, EventEnvelope event, Workflow workflow, WorkflowStep step, StepMessage message) {
        StepTiming timing = step.timing();
        if (timing == null) {
            take.take(unit, message);
        } else {
            String place = workflow.event() + "." + step.name();
            postpone.postpone(unit, event.eventId(), place, timing, message, awaited(event, workflow, timing));
        }
    }

    private static StepMessage message(
            EventEnvelope event,
            String userId,
            Workflow workflow,
            WorkflowStep step,
            String locale,
            Map<String, String> told) {
        return new StepMessage(
                id(event, step),
                event.tenantId(),
                userId,
                step.channel(),
                step.template(),
                locale,
                workflow.category(),
                workflow.isCritical(),
                workflow.priority(),
                told,
                event.timestamp());
    }

    private static PostponedStep.@Nullable Awaited awaited(EventEnvelope event, Workflow workflow, StepTiming timing) {
        return workflow.steps().stream()
                .filter(step -> step.name().equals(timing.step()))
                .map(step -> new PostponedStep.Awaited(step.channel(), id(event, step)))
                .findFirst()
                .orElse(null);
    }

    /** An event puts one message at most into an inbox, which has the event's id. */
    private static String id(EventEnvelope event, WorkflowStep step) {
        return step.channel() == NotificationChannel.IN_APP ? event.eventId() : event.eventId() + "." + step.name();
    }

    /** What an event says, as text; objects and lists are left out. */
    private static Map<String, String> told(EventEnvelope event) {
        Map<String, String> told = new HashMap<>();
        JsonMapper.shared().readTree(event.data()).properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isValueNode() && !value.isNull()) {
                told.put(field.getKey(), value.asString());
            }
        });
        return told;
    }

    /** The event's own word counts: it is newer than what was kept. */
    private String locale(UnitOfWork unit, String tenantId, String userId, Map<String, String> told) {
        String own = told.get(LOCALE);
        if (own != null) {
            return own;
        }
        Recipient recipient = recipients.find(unit, tenantId, userId);
        return recipient == null ? ANY_LANGUAGE : recipient.locale();
    }
}
