package dev.coffer.core.graphql;

import graphql.ExecutionResult;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import org.jspecify.annotations.Nullable;

/** Notes in the request's context what kind of operation it began to execute. */
final class RunningOperation extends SimplePerformantInstrumentation {

    static final String KEY = "coffer.operation";

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
        parameters
                .getExecutionContext()
                .getGraphQLContext()
                .put(
                        KEY,
                        parameters
                                .getExecutionContext()
                                .getOperationDefinition()
                                .getOperation());
        return super.beginExecuteOperation(parameters, state);
    }
}
