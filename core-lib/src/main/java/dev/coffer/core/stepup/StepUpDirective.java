package dev.coffer.core.stepup;

import dev.coffer.core.graphql.Callers;
import dev.coffer.core.identity.Caller;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.idl.SchemaDirectiveWiring;
import graphql.schema.idl.SchemaDirectiveWiringEnvironment;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Enforces {@code @stepUp} before the field's fetcher runs, and so before an idempotency key is looked at: a refused call leaves no
 * trace that its repeat would find. Counts the refused as {@code coffer.stepup.required}, by kind.
 */
final class StepUpDirective implements SchemaDirectiveWiring {

    static final String NAME = "stepUp";
    static final String KIND = "for";
    static final String AMOUNT = "amount";

    private final StepUpRules rules;
    private final MeterRegistry meters;
    private final Clock clock;

    StepUpDirective(StepUpRules rules, MeterRegistry meters, Clock clock) {
        this.rules = rules;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public GraphQLFieldDefinition onField(SchemaDirectiveWiringEnvironment<GraphQLFieldDefinition> environment) {
        GraphQLAppliedDirective directive = environment.getAppliedDirective(NAME);
        String kind = text(directive, KIND);
        String path = text(directive, AMOUNT);
        String[] steps = path.isEmpty() ? new String[0] : path.split("\\.", -1);
        Counter refused = meters.counter("coffer.stepup.required", "kind", kind);
        DataFetcher<?> guarded = environment.getFieldDataFetcher();
        environment.setFieldDataFetcher(fetching -> {
            Caller caller = Callers.caller(fetching);
            StepUpDemand demand = rules.find(caller.tenantId(), kind, amount(fetching.getArguments(), steps));
            if (demand != null && !demand.isMetBy(caller.terms(), clock.instant())) {
                refused.increment();
                throw new StepUpRequired(demand);
            }
            return guarded.get(fetching);
        });
        return environment.getElement();
    }

    /** What the directive says there; empty where it is left out. */
    static String text(GraphQLAppliedDirective directive, String argument) {
        @Nullable Object value = directive.getArgument(argument).getValue();
        return value == null ? "" : value.toString();
    }

    /** Null where there is none, which demands as much as any amount. */
    private static @Nullable Amount amount(Map<String, Object> arguments, String[] steps) {
        @Nullable Object value = steps.length == 0 ? null : arguments;
        for (String step : steps) {
            value = value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return value instanceof Map<?, ?> money
                        && money.get("amount") instanceof Object number
                        && money.get("currency") instanceof Object currency
                ? new Amount(new BigDecimal(number.toString()), currency.toString())
                : null;
    }
}
