package dev.coffer.core.operations;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsRuntimeWiring;
import com.netflix.graphql.dgs.DgsTypeDefinitionRegistry;
import dev.coffer.core.events.DeadLetter;
import dev.coffer.core.events.DeadLetters;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.paging.Position;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of {@link OperatorFields}. An operator sees and touches what belongs to the own tenant only. */
@DgsComponent
public class OperatorFetcher {

    private final OperatorFields fields;
    private final DeadLetters deadLetters;
    private final Pages pages;

    OperatorFetcher(OperatorFields fields, DeadLetters deadLetters, Pages pages) {
        this.fields = fields;
        this.deadLetters = deadLetters;
        this.pages = pages;
    }

    @DgsTypeDefinitionRegistry
    public TypeDefinitionRegistry schema() {
        return fields.schema();
    }

    @DgsRuntimeWiring
    public RuntimeWiring.Builder fetchers(RuntimeWiring.Builder wiring) {
        return wiring.type("Query", type -> type.dataFetcher(fields.deadLetters(), this::deadLetters))
                .type(
                        "Mutation",
                        type -> type.dataFetcher(fields.retryDeadLetter(), this::retry)
                                .dataFetcher(fields.discardDeadLetter(), this::discard));
    }

    private Connection<DeadLetterView> deadLetters(DataFetchingEnvironment environment) {
        String tenantId = Callers.caller(environment).tenantId();
        String consumer = environment.getArgument("consumer");
        PageRequest page = PageRequest.of(
                environment.getArgument("first"),
                environment.getArgument("after"),
                environment.getArgument("last"),
                environment.getArgument("before"));
        return pages.page(
                        page,
                        "deadLetters:" + tenantId + ":" + consumer,
                        (from, isForward, limit) ->
                                deadLetters.list(tenantId, consumer, placeOf(from), isForward, limit),
                        OperatorFetcher::positionOf,
                        null)
                .map(DeadLetterView::of);
    }

    private static DeadLetters.@Nullable Place placeOf(@Nullable Position position) {
        return position == null
                ? null
                : new DeadLetters.Place(((Date) position.sortKey()).toInstant(), (String) position.id());
    }

    private static Position positionOf(DeadLetter letter) {
        return new Position(Date.from(letter.at()), letter.id());
    }

    private Object retry(DataFetchingEnvironment environment) {
        return answer(deadLetters.retry(Callers.caller(environment).tenantId(), text(environment, "id")));
    }

    private Object discard(DataFetchingEnvironment environment) {
        return answer(deadLetters.discard(Callers.caller(environment).tenantId(), text(environment, "id")));
    }

    private static Object answer(DeadLetters.Outcome outcome) {
        return switch (outcome) {
            case DeadLetters.Outcome.Done done -> DeadLetterView.of(done.letter());
            case DeadLetters.Outcome.Refused refused ->
                Refusal.of(refused.code(), refused.code().meaning(), "input.id");
        };
    }

    private static String text(DataFetchingEnvironment environment, String field) {
        Map<String, Object> input = Objects.requireNonNull(environment.getArgument("input"));
        return Objects.requireNonNull(input.get(field), field).toString();
    }
}
