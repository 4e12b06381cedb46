package dev.coffer.kyc.profile;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.kyc.export.ExportLinks;
import dev.coffer.kyc.person.PersonalData;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The fields of {@code export.graphqls} and {@code audit.graphqls}. */
@DgsComponent
class ExportFetcher {

    private static final int MAX_REASON = 1_000;

    private final RequestExport requestExport;
    private final RequestAuditFile requestAuditFile;

    ExportFetcher(RequestExport requestExport, RequestAuditFile requestAuditFile) {
        this.requestExport = requestExport;
        this.requestAuditFile = requestAuditFile;
    }

    record RequestKycExportInput(String userId, String reason) {}

    record RequestKycAuditFileInput(String userId, @Nullable String verificationId, String reason) {}

    @GraphQlName("KycExport")
    record ExportView(String path, Instant expiresAt) {

        @Override
        public String toString() {
            return "ExportView[until " + expiresAt + "]";
        }
    }

    @DgsMutation
    ExportView requestKycExport(@InputArgument RequestKycExportInput input, DataFetchingEnvironment environment) {
        ExportLinks.ExportLink link =
                requestExport.request(Callers.caller(environment), input.userId(), reason(input.reason()));
        return new ExportView(link.path(), link.expiresAt());
    }

    @DgsMutation
    ExportView requestKycAuditFile(@InputArgument RequestKycAuditFileInput input, DataFetchingEnvironment environment) {
        ExportLinks.ExportLink link = requestAuditFile.request(
                Callers.caller(environment), input.userId(), input.verificationId(), reason(input.reason()));
        return new ExportView(link.path(), link.expiresAt());
    }

    private static String reason(String typed) {
        try {
            return PersonalData.text(typed, MAX_REASON);
        } catch (IllegalArgumentException wrong) {
            throw CodedException.invalid("input.reason", String.valueOf(wrong.getMessage()));
        }
    }
}
