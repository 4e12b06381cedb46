package dev.coffer.auth.audit;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.auth.audit.ExportAuditLog.AuditLogExport;
import dev.coffer.auth.audit.SealedEntry.Link;
import dev.coffer.auth.audit.VerifyAuditLog.Flaw;
import dev.coffer.auth.audit.VerifyAuditLog.Found;
import dev.coffer.auth.audit.VerifyAuditLog.Report;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of {@code audit.graphqls}. Administrators see their own tenant's log. */
@DgsComponent
class AuditFetcher {

    private final AuditLog log;
    private final ExportAuditLog export;
    private final VerifyAuditLog verify;

    AuditFetcher(AuditLog log, ExportAuditLog export, VerifyAuditLog verify) {
        this.log = log;
        this.export = export;
        this.verify = verify;
    }

    /** {@code AuditDetail}. */
    record AuditDetail(String name, String value) {}

    /** {@code AuditEntry}. */
    @GraphQlName("AuditEntry")
    record EntryView(
            String id,
            Instant at,
            String kind,
            @Nullable String actorId,
            @Nullable String subjectId,
            List<AuditDetail> details,
            @Nullable String reason,
            @Nullable String correlationId,
            @Nullable Long seq,
            @Nullable String hash) {

        static EntryView of(SealedEntry sealed) {
            AuditEntry entry = sealed.entry();
            if (entry == null) {
                throw new CodedException(
                        CommonError.INTERNAL, "An entry of the audit log was changed; verifyAuditLog tells which.");
            }
            Link seal = sealed.seal();
            return new EntryView(
                    entry.id(),
                    entry.at(),
                    entry.kind(),
                    entry.actorId(),
                    entry.subjectId(),
                    entry.details().entrySet().stream()
                            .map(detail -> new AuditDetail(detail.getKey(), detail.getValue()))
                            .toList(),
                    entry.aside() == null ? null : entry.aside().reason(),
                    entry.correlationId(),
                    seal == null ? null : seal.seq(),
                    seal == null ? null : seal.hash());
        }
    }

    /** {@code AuditFlaw}. */
    record AuditFlaw(Flaw kind, long seq, @Nullable String entryId) {

        static @Nullable AuditFlaw of(@Nullable Found found) {
            return found == null ? null : new AuditFlaw(found.kind(), found.seq(), found.entryId());
        }
    }

    /** {@code AuditVerification}. */
    record AuditVerification(
            boolean isSound,
            int checked,
            @Nullable AuditFlaw flaw,
            @Nullable Long next,
            long lastSeq,
            @Nullable String lastHash) {

        static AuditVerification of(Report report) {
            Link head = report.head();
            return new AuditVerification(
                    report.flaw() == null,
                    report.checked(),
                    AuditFlaw.of(report.flaw()),
                    report.next(),
                    head.seq(),
                    head.seq() == 0 ? null : head.hash());
        }
    }

    @DgsQuery
    Connection<EntryView> auditLog(
            @InputArgument @Nullable AuditFilter filter,
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        return log.page(
                        Callers.caller(environment).tenantId(),
                        AuditFilter.checked(filter),
                        PageRequest.of(first, after, last, before),
                        environment.getSelectionSet().contains("totalCount"))
                .map(EntryView::of);
    }

    @DgsQuery
    AuditLogExport auditLogExport(
            @InputArgument @Nullable AuditFilter filter,
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            DataFetchingEnvironment environment) {
        return export.export(Callers.caller(environment).tenantId(), AuditFilter.checked(filter), first, after);
    }

    @DgsQuery
    AuditVerification verifyAuditLog(@InputArgument @Nullable Integer from, DataFetchingEnvironment environment) {
        return AuditVerification.of(verify.verify(Callers.caller(environment).tenantId(), from == null ? 1 : from));
    }
}
