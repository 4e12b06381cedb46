package dev.coffer.core.operations;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsRuntimeWiring;
import com.netflix.graphql.dgs.DgsTypeDefinitionRegistry;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.paging.Position;
import dev.coffer.core.saga.SagaInstance;
import dev.coffer.core.saga.SagaState;
import dev.coffer.core.saga.Sagas;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of {@link SagaFields}. An operator sees and touches what belongs to the own tenant only. */
@DgsComponent
public class SagaFetcher {

    private static final int LONGEST_REASON = 200;

    private final SagaFields fields;
    private final Sagas sagas;
    private final Pages pages;

    SagaFetcher(SagaFields fields, Sagas sagas, Pages pages) {
        this.fields = fields;
        this.sagas = sagas;
        this.pages = pages;
    }

    @DgsTypeDefinitionRegistry
    public TypeDefinitionRegistry schema() {
        return fields.schema();
    }

    @DgsRuntimeWiring
    public RuntimeWiring.Builder fetchers(RuntimeWiring.Builder wiring) {
        return wiring.type(
                        "Query",
                        type -> type.dataFetcher(fields.sagas(), this::page).dataFetcher(fields.saga(), this::find))
                .type(
                        "Mutation",
                        type -> type.dataFetcher(fields.retrySaga(), this::retry)
                                .dataFetcher(fields.cancelSaga(), this::cancel));
    }

    private Connection<SagaView> page(DataFetchingEnvironment environment) {
        String tenantId = Callers.caller(environment).tenantId();
        Map<String, Object> given = environment.getArgument("filter");
        Map<String, Object> filter = given == null ? Map.of() : given;
        String name = (String) filter.get("name");
        SagaState state = filter.get("state") instanceof String text ? SagaState.valueOf(text) : null;
        PageRequest page = PageRequest.of(
                environment.getArgument("first"),
                environment.getArgument("after"),
                environment.getArgument("last"),
                environment.getArgument("before"));
        return pages.page(
                        page,
                        "sagas:" + tenantId + ":" + name + ":" + state,
                        (from, isForward, limit) -> sagas.list(tenantId, name, state, placeOf(from), isForward, limit),
                        SagaFetcher::positionOf,
                        null)
                .map(SagaView::of);
    }

    private static Sagas.@Nullable Place placeOf(@Nullable Position position) {
        return position == null ? null : new Sagas.Place(readTime(position), (String) position.id());
    }

    private static Instant readTime(Position position) {
        return ((Date) position.sortKey()).toInstant();
    }

    private static Position positionOf(SagaInstance saga) {
        return new Position(Date.from(saga.startedAt()), saga.id());
    }

    private SagaView find(DataFetchingEnvironment environment) {
        String id = Objects.requireNonNull(environment.<String>getArgument("id"));
        SagaInstance saga = sagas.find(Callers.caller(environment).tenantId(), id);
        if (saga == null) {
            throw CodedException.notFound("saga", id);
        }
        return SagaView.of(saga);
    }

    private Object retry(DataFetchingEnvironment environment) {
        return answer(sagas.retry(Callers.caller(environment).tenantId(), input(environment, "id")));
    }

    private Object cancel(DataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        String reason = input(environment, "reason");
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw CodedException.invalid("input.reason", "Give a reason of 1 to " + LONGEST_REASON + " characters.");
        }
        return answer(sagas.cancel(
                caller.tenantId(), input(environment, "id"), "cancelled by " + caller.userId() + ": " + reason));
    }

    private static Object answer(Sagas.Outcome outcome) {
        return switch (outcome) {
            case Sagas.Outcome.Done(SagaInstance saga) -> SagaView.of(saga);
            case Sagas.Outcome.Refused(var code) -> Refusal.of(code, code.meaning(), "input.id");
        };
    }

    private static String input(DataFetchingEnvironment environment, String field) {
        Map<String, Object> input = Objects.requireNonNull(environment.getArgument("input"));
        return Objects.requireNonNull(input.get(field), field).toString();
    }
}
