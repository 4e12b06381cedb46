package dev.coffer.gateway.transport;

import dev.coffer.gateway.cost.OperationCost;
import dev.coffer.gateway.plan.Circumstances;
import dev.coffer.gateway.plan.Dependencies;
import dev.coffer.gateway.plan.PlanResult;
import graphql.language.Document;
import org.jspecify.annotations.Nullable;

/** Plans validated operations on one supergraph. */
interface Planning {

    /** What the plan depends on beside the document. */
    Dependencies dependencies(Document document, @Nullable String operationName);

    /** @param listSize of lists of which nothing is said; null when there is no such operation */
    @Nullable
    OperationCost cost(Document document, @Nullable String operationName, int listSize);

    PlanResult plan(Document document, @Nullable String operationName, Circumstances circumstances);
}
