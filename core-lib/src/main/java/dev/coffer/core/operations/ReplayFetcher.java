package dev.coffer.core.operations;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsRuntimeWiring;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.events.EventReplay;
import dev.coffer.core.events.Replays;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.IdempotencyKeys;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.paging.Position;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of {@link OperatorFields} about replays. An operator sees and touches what belongs to the own tenant only. */
@DgsComponent
public class ReplayFetcher {

    private final OperatorFields fields;
    private final Replays replays;
    private final Pages pages;

    ReplayFetcher(OperatorFields fields, Replays replays, Pages pages) {
        this.fields = fields;
        this.replays = replays;
        this.pages = pages;
    }

    @DgsRuntimeWiring
    public RuntimeWiring.Builder fetchers(RuntimeWiring.Builder wiring) {
        return wiring.type(
                        "Query",
                        type -> type.dataFetcher(fields.eventReplays(), this::page)
                                .dataFetcher(fields.eventReplay(), this::find))
                .type(
                        "Mutation",
                        type -> type.dataFetcher(fields.replayEvents(), this::start)
                                .dataFetcher(fields.cancelEventReplay(), this::cancel));
    }

    private Connection<EventReplayView> page(DataFetchingEnvironment environment) {
        String tenantId = Callers.caller(environment).tenantId();
        PageRequest page = PageRequest.of(
                environment.getArgument("first"),
                environment.getArgument("after"),
                environment.getArgument("last"),
                environment.getArgument("before"));
        return pages.page(
                        page,
                        "eventReplays:" + tenantId,
                        (from, isForward, limit) -> replays.list(tenantId, placeOf(from), isForward, limit),
                        replay -> new Position(Date.from(replay.startedAt()), replay.id()),
                        null)
                .map(EventReplayView::of);
    }

    private static Replays.@Nullable Place placeOf(@Nullable Position position) {
        return position == null
                ? null
                : new Replays.Place(((Date) position.sortKey()).toInstant(), (String) position.id());
    }

    private EventReplayView find(DataFetchingEnvironment environment) {
        String id = Objects.requireNonNull(environment.<String>getArgument("id"));
        EventReplay replay = replays.find(Callers.caller(environment).tenantId(), id);
        if (replay == null) {
            throw CodedException.notFound("replay", id);
        }
        return EventReplayView.of(replay);
    }

    private Object start(DataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        FieldChecks checks = new FieldChecks();
        String key = checks.read(
                "input.idempotencyKey",
                () -> IdempotencyKeys.require(text(environment, "idempotencyKey"), "input.idempotencyKey"));
        Replays.Request request = checks.read(
                "input.from",
                () -> new Replays.Request(
                        Objects.requireNonNullElse(key, "unusable"),
                        caller.tenantId(),
                        text(environment, "eventType"),
                        (Instant) input(environment, "from"),
                        (Instant) input(environment, "to"),
                        text(environment, "consumer")));
        checks.require();
        return answer(replays.start(Objects.requireNonNull(request), caller.userId()));
    }

    private Object cancel(DataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        return answer(replays.cancel(caller.tenantId(), text(environment, "id"), caller.userId()));
    }

    private static Object answer(Replays.Result result) {
        return switch (result) {
            case Replays.Result.Recorded(EventReplay replay) -> EventReplayView.of(replay);
            case Replays.Result.Refused(var code, String detail) -> Refusal.of(code, detail);
        };
    }

    private static String text(DataFetchingEnvironment environment, String field) {
        return input(environment, field).toString();
    }

    private static Object input(DataFetchingEnvironment environment, String field) {
        Map<String, Object> input = Objects.requireNonNull(environment.getArgument("input"));
        return Objects.requireNonNull(input.get(field), field);
    }
}
