package dev.coffer.notification.workflow;

/** What became of a workflow that was to be saved. */
sealed interface WorkflowResult {

    record Saved(Workflow workflow) implements WorkflowResult {}

    /** @param field the input field that it is about */
    record Refused(WorkflowRefusal code, String message, String field) implements WorkflowResult {}
}
