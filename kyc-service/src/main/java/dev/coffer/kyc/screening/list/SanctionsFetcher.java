package dev.coffer.kyc.screening.list;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import graphql.schema.DataFetchingEnvironment;
import java.time.Clock;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of {@code sanctions.graphqls}, for staff. */
@DgsComponent
class SanctionsFetcher {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,49}");

    private final SanctionsImports imports;
    private final BeginImport beginImport;
    private final UploadTickets tickets;
    private final Clock clock;

    SanctionsFetcher(SanctionsImports imports, BeginImport beginImport, UploadTickets tickets, Clock clock) {
        this.imports = imports;
        this.beginImport = beginImport;
        this.tickets = tickets;
        this.clock = clock;
    }

    record ImportSanctionsListInput(
            String list, ListFormat format, @Nullable Boolean mayShrink) {}

    @GraphQlName("SanctionsImport")
    record ImportView(
            String id,
            String list,
            ListFormat format,
            SanctionsImport.State state,
            String by,
            Instant createdAt,
            @Nullable String uploadPath,
            @Nullable Instant uploadUntil,
            long rows,
            long persons,
            long names,
            @Nullable String problem) {}

    @DgsQuery
    @Nullable
    ImportView sanctionsImport(@InputArgument String id, DataFetchingEnvironment environment) {
        SanctionsImport found = imports.find(Callers.caller(environment).tenantId(), id);
        return found == null ? null : view(found);
    }

    @DgsQuery
    Connection<ImportView> sanctionsImports(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        return imports.ofTenant(Callers.caller(environment).tenantId(), PageRequest.of(first, after, last, before))
                .map(this::view);
    }

    @DgsMutation
    Object importSanctionsList(@InputArgument ImportSanctionsListInput input, DataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        if (!NAME.matcher(input.list()).matches()) {
            throw CodedException.invalid(
                    "input.list", "It must be 1 to 50 small letters, digits and hyphens, such as ofac-sdn.");
        }
        boolean mayShrink = Boolean.TRUE.equals(input.mayShrink());
        SanctionsImport begun = beginImport.begin(caller, input.list(), input.format(), mayShrink);
        return begun == null
                ? Refusal.of(
                        SanctionsRefusal.SANCTIONS_IMPORT_UNDER_WAY,
                        SanctionsRefusal.SANCTIONS_IMPORT_UNDER_WAY.meaning(),
                        "input.list")
                : view(begun);
    }

    private ImportView view(SanctionsImport one) {
        boolean awaitsFile = one.awaitsFile(clock.instant());
        return new ImportView(
                one.id(),
                one.list(),
                one.format(),
                one.state(),
                one.by(),
                one.createdAt(),
                awaitsFile ? tickets.path(one) : null,
                awaitsFile ? one.uploadUntil() : null,
                one.rows(),
                one.persons(),
                one.names(),
                one.problem());
    }
}
