package dev.coffer.core.operations;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsRuntimeWiring;
import com.netflix.graphql.dgs.DgsTypeDefinitionRegistry;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.paging.Position;
import dev.coffer.core.permission.Denial;
import dev.coffer.core.permission.MongoDenials;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The field of {@link DenialFields}. An administrator sees what belongs to the own tenant only. */
@DgsComponent
public class DenialFetcher {

    private final DenialFields fields;
    private final MongoDenials denials;
    private final Pages pages;

    DenialFetcher(DenialFields fields, MongoDenials denials, Pages pages) {
        this.fields = fields;
        this.denials = denials;
        this.pages = pages;
    }

    @DgsTypeDefinitionRegistry
    public TypeDefinitionRegistry schema() {
        return fields.schema();
    }

    @DgsRuntimeWiring
    public RuntimeWiring.Builder fetchers(RuntimeWiring.Builder wiring) {
        return wiring.type("Query", type -> type.dataFetcher(fields.denials(), this::page));
    }

    private Connection<DenialView> page(DataFetchingEnvironment environment) {
        String tenantId = Callers.caller(environment).tenantId();
        Map<String, Object> filter = environment.getArgument("filter");
        String userId = filter == null ? null : (String) filter.get("userId");
        PageRequest page = PageRequest.of(
                environment.getArgument("first"),
                environment.getArgument("after"),
                environment.getArgument("last"),
                environment.getArgument("before"));
        return pages.page(
                        page,
                        "denials:" + tenantId + ":" + userId,
                        (from, isForward, limit) -> denials.list(tenantId, userId, placeOf(from), isForward, limit),
                        DenialFetcher::positionOf,
                        null)
                .map(DenialView::of);
    }

    private static MongoDenials.@Nullable Place placeOf(@Nullable Position position) {
        return position == null
                ? null
                : new MongoDenials.Place(((Date) position.sortKey()).toInstant(), (String) position.id());
    }

    private static Position positionOf(Denial denial) {
        return new Position(Date.from(denial.at()), denial.id());
    }
}
