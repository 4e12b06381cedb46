package dev.coffer.gateway.transport;

import dev.coffer.gateway.plan.PlanResult;
import graphql.language.Document;
import org.jspecify.annotations.Nullable;

/** Plans validated operations on one supergraph. */
@FunctionalInterface
interface Planning {
    PlanResult plan(Document document, @Nullable String operationName);
}
