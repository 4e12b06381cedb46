package dev.coffer.notification.workflow;

import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.template.FindTemplates;
import dev.coffer.notification.template.Template;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Saves the next version of what follows from an event in the caller's tenant. */
final class SaveWorkflow {

    private final Workflows workflows;
    private final FindTemplates templates;
    private final Transactions transactions;
    private final Clock clock;

    SaveWorkflow(Workflows workflows, FindTemplates templates, Transactions transactions, Clock clock) {
        this.workflows = workflows;
        this.templates = templates;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param draft checked; its version is the one that it was made up from */
    WorkflowResult save(Caller caller, Workflow draft) {
        @Nullable KnownEvent event = KnownEvents.find(draft.event());
        if (event == null) {
            return refused(WorkflowRefusal.EVENT_UNKNOWN, "No user is told of " + draft.event() + ".", "input.event");
        }
        return transactions.inTransaction(unit -> {
            Workflow before = workflows.find(unit, caller.tenantId(), draft.event());
            int version = before == null ? Workflow.BUILT_IN : before.version();
            if (version != draft.version()) {
                return refused(
                        WorkflowRefusal.WORKFLOW_CHANGED,
                        "The workflow is at version " + version + " by now, not " + draft.version() + ".",
                        "input.expectedVersion");
            }
            WorkflowResult.Refused unfit = unfit(unit, caller, event, draft);
            return unfit == null ? saved(unit, caller, draft.next()) : unfit;
        });
    }

    private WorkflowResult saved(UnitOfWork unit, Caller caller, Workflow next) {
        workflows.add(
                unit, caller.tenantId(), next, caller.userId(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return new WorkflowResult.Saved(next);
    }

    private WorkflowResult.@Nullable Refused unfit(UnitOfWork unit, Caller caller, KnownEvent event, Workflow draft) {
        for (int i = 0; i < draft.steps().size(); i++) {
            WorkflowResult.Refused refused =
                    unfit(unit, caller, event, draft.steps().get(i), "input.steps[" + i + "]");
            if (refused != null) {
                return refused;
            }
        }
        return null;
    }

    private WorkflowResult.@Nullable Refused unfit(
            UnitOfWork unit, Caller caller, KnownEvent event, WorkflowStep step, String field) {
        Template template = templates.find(unit, caller.tenantId(), step.template());
        if (template == null || !template.channels().contains(step.channel())) {
            return refused(
                    WorkflowRefusal.STEP_TEMPLATE_UNKNOWN,
                    "There is no template " + step.template() + " with something for " + step.channel() + ".",
                    field + ".template");
        }
        Set<String> missing = new TreeSet<>(template.names());
        StepCondition condition = step.condition();
        if (condition != null) {
            missing.add(condition.field());
        }
        missing.removeAll(event.fields());
        StepTiming timing = step.timing();
        if (timing != null && timing.kind() == StepTiming.Kind.DIGEST) {
            missing.remove(StepTiming.COUNT);
        }
        return missing.isEmpty()
                ? null
                : refused(
                        WorkflowRefusal.FIELD_NOT_TOLD,
                        event.type() + " does not tell " + String.join(", ", missing) + ", only "
                                + String.join(", ", new TreeSet<>(event.fields())) + ".",
                        field);
    }

    private static WorkflowResult.Refused refused(WorkflowRefusal code, String message, String field) {
        return new WorkflowResult.Refused(code, message, field);
    }
}
