package dev.coffer.notification.workflow;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.message.NotificationPriority;
import dev.coffer.notification.workflow.WorkflowInputs.SaveInput;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of {@code workflow.graphqls}. */
@DgsComponent
class WorkflowFetcher {

    private final FindWorkflows find;
    private final SaveWorkflow save;

    WorkflowFetcher(FindWorkflows find, SaveWorkflow save) {
        this.find = find;
        this.save = save;
    }

    @GraphQlName("NotificationWorkflow")
    record WorkflowView(
            String event,
            String source,
            List<String> fields,
            int version,
            boolean isBuiltIn,
            NotificationCategory category,
            boolean isCritical,
            NotificationPriority priority,
            boolean isEnabled,
            List<WorkflowStep> steps) {

        static WorkflowView of(Workflow workflow) {
            KnownEvent event = Objects.requireNonNull(KnownEvents.find(workflow.event()), workflow.event());
            return new WorkflowView(
                    workflow.event(),
                    event.source(),
                    event.fields().stream().sorted().toList(),
                    workflow.version(),
                    workflow.isBuiltIn(),
                    workflow.category(),
                    workflow.isCritical(),
                    workflow.priority(),
                    workflow.isEnabled(),
                    workflow.steps());
        }
    }

    @DgsQuery
    Connection<WorkflowView> workflows(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        boolean isCounted = environment.getSelectionSet().contains("totalCount");
        return find.page(Callers.caller(environment), PageRequest.of(first, after, last, before), isCounted)
                .map(WorkflowView::of);
    }

    @DgsQuery
    WorkflowView workflow(@InputArgument String event, DataFetchingEnvironment environment) {
        return WorkflowView.of(find.one(Callers.caller(environment), event));
    }

    @DgsMutation
    Object saveWorkflow(@InputArgument SaveInput input, DataFetchingEnvironment environment) {
        return switch (save.save(Callers.caller(environment), input.toDraft())) {
            case WorkflowResult.Saved(Workflow workflow) -> WorkflowView.of(workflow);
            case WorkflowResult.Refused(WorkflowRefusal code, String message, String field) ->
                Refusal.of(code, message, field);
        };
    }
}
